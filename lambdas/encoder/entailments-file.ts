import * as v from 'valibot';
import { ENTAILMENT_VERSION, type Entailment } from './entailment.ts';

/** What a cross-encoder said of pairs of sentences, by `pairKey`. */
export type Entailments = ReadonlyMap<string, Entailment>;

const Odds = v.number();
const File = v.object({
  version: v.string(),
  pairs: v.record(v.string(), v.strictTuple([Odds, Odds, Odds, Odds])),
});

/** As JSON: the network's version, and for each pair all and some of A, all and some of B. The same pairs give the same text. */
export function writeEntailments(entailments: Entailments): string {
  const pairs = [...entailments]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, [a, b]]) => [key, [a.all, a.some, b.all, b.some]]);
  return `${JSON.stringify({ version: ENTAILMENT_VERSION, pairs: Object.fromEntries(pairs) })}\n`;
}

/** Null where the text is none of `writeEntailments`, or of another version of the network. */
export function readEntailments(text: string): Entailments | null {
  const { output, success } = v.safeParse(v.pipe(v.string(), v.parseJson(), File), text);
  if (!success || output.version !== ENTAILMENT_VERSION) return null;
  return new Map(
    Object.entries(output.pairs).map(([key, [allA, someA, allB, someB]]) => [
      key,
      [
        { all: allA, some: someA },
        { all: allB, some: someB },
      ],
    ]),
  );
}
