import { once } from '../once.ts';
import { anywhere, plainSigns } from '../roles/phrases.ts';
import rules from '../rules/walls.json' with { type: 'json' };

const { about: _, speaks: SPEAKS, ...KINDS } = rules;
/** What a notice of a website asks for or tells. */
export type WallKind = keyof typeof KINDS | 'phrase';

const phrases = anywhere('walls');
/** Scripts in which a word may begin anywhere. */
const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const LETTER = /[\p{L}\p{N}]/u;

interface Sign<Kind> {
  readonly text: string;
  readonly kind: Kind;
  readonly anywhere: boolean;
}

/** By the codes of the first two characters; of one that stands alone, by its own. */
type Table<Kind> = ReadonlyMap<number, readonly Sign<Kind>[]>;

/** So that most places of a text need no closer look. */
const signs = once(
  (): Table<WallKind> =>
    tableOf(
      Object.entries(KINDS).flatMap(([kind, texts]) =>
        texts.map((text) => ({ text, kind: kind as keyof typeof KINDS })),
      ),
    ),
);
const addresses = once((): Table<'you'> => tableOf(SPEAKS.map((text) => ({ text, kind: 'you' }))));

/** The kinds of notice that a sentence speaks of. */
export function wallKinds(sentence: string): ReadonlySet<WallKind> {
  const text = plainSigns(sentence).toLowerCase();
  const found = new Set(matches(text, signs()));
  if (found.size === 0 && phrases(text).length > 0) found.add('phrase');
  return found;
}

/** How often a text speaks to "you" or as "we". */
export function addressesIn(text: string): number {
  let count = 0;
  for (const _ of matches(`${plainSigns(text).toLowerCase()} `, addresses())) count += 1;
  return count;
}

function* matches<Kind>(text: string, table: Table<Kind>): Generator<Kind> {
  for (let at = 0; at < text.length - 1; at += 1) {
    const here = table.get(pairAt(text, at)) ?? table.get(text.charCodeAt(at) * PAIR);
    if (!here) continue;
    const begins = at === 0 || !isLetter(text[at - 1] ?? '');
    const sign = here.find((one) => (begins || one.anywhere) && text.startsWith(one.text, at));
    if (sign) yield sign.kind;
  }
}

const PAIR = 0x1_00_00;

function pairAt(text: string, at: number): number {
  return text.charCodeAt(at) * PAIR + (text.charCodeAt(at + 1) || 0);
}

/** Most characters are of ASCII, and those of its letters are told apart at less cost. */
function isLetter(sign: string): boolean {
  return /[a-z\d]/i.test(sign) || (sign > '\x7f' && LETTER.test(sign));
}

function tableOf<Kind>(signs: readonly { readonly text: string; readonly kind: Kind }[]): Table<Kind> {
  const table = new Map<number, Sign<Kind>[]>();
  for (const { text, kind } of signs) {
    const start = pairAt(text, 0);
    const sign = { text, kind, anywhere: UNSPACED.test(text) };
    const others = table.get(start);
    if (others) others.push(sign);
    else table.set(start, [sign]);
  }
  return table;
}
