import stopwords from '../../../language/data/stopwords.json' with { type: 'json' };
import type { Pair, Read } from '../pair.ts';
import type { Quantifier } from '../quantifiers.ts';

/** The thing stands within so many words behind its quantifier, right before it, or as far before one that may follow it. */
const [AFTER, BESIDE, FAR] = [3, 1, 4];
/** It has to be the same in both sentences, as sure as this, and to mean something. */
const SAME = 0.72;
const LEAST_RARITY = 8 * 8;
const SMALL_WORDS = new Map(
  Object.entries(stopwords).map(([language, list]) => [language, new Set(list.split(' '))]),
);

/** Places where A says all of a thing and B a part of it: the two quantifiers, and the things. */
export function allAgainstPart(pair: Pair): readonly {
  readonly a: readonly number[];
  readonly b: readonly number[];
}[] {
  const { a, b } = pair;
  return a.reading.quantifiers.flatMap((one) =>
    b.reading.quantifiers.flatMap((other) => {
      if (one.kind === other.kind) return [];
      const thing = quantified(pair, one, other);
      // "Some, and later all": whoever says both says which.
      const both = isQualified(a, one) || isQualified(b, other);
      return both || thing === null ? [] : [{ a: [one.at, thing.a], b: [other.at, thing.b] }];
    }),
  );
}

/** The word that both quantify; null where there is none. */
function quantified(
  { a, b, alignment }: Pair,
  one: Quantifier,
  other: Quantifier,
): { readonly a: number; readonly b: number } | null {
  for (const n of around(a, one)) {
    const to = alignment.a.to[n] ?? -1;
    if ((alignment.a.best[n] ?? 0) >= SAME && around(b, other).includes(to)) return { a: n, b: to };
  }
  return null;
}

function around({ statement, reading }: Read, { at, behind }: Quantifier): readonly number[] {
  const found: number[] = [];
  const small = SMALL_WORDS.get(statement.language ?? '');
  for (let n = Math.max(0, at - (behind ? FAR : BESIDE)); n <= at + AFTER; n += 1) {
    const rarity = statement.encoded.words[n]?.rarity ?? 0;
    const isSmall = small?.has(reading.forms[n] ?? '') ?? false;
    if (n !== at && rarity >= LEAST_RARITY && reading.names[n] === '' && !isSmall) found.push(n);
  }
  return found;
}

/** Words between "some of them" and "and later all". */
const SOON = 8;

function isQualified({ reading }: Read, { at, kind }: Quantifier): boolean {
  return reading.quantifiers.some((one) => one.kind !== kind && Math.abs(one.at - at) <= SOON);
}
