import data from './data/speech.json' with { type: 'json' };
import { fold, words } from './words.ts';

/** Words from a speech verb to the name of who speaks: "said Theo Brandt, a former inspector". */
const REACH = 8;
const BOUNDARY = /[,;:.!?()“”"«»—–]|\s-\s/u;

const VERBS = new Map(Object.entries(data.verbs).map(([language, list]) => [language, new Set(words(list))]));
const ACCORDING = new Map(
  Object.entries(data.accordingTo).map(([language, list]) => [language, list.map((phrase) => words(phrase))]),
);

/** A word of a sentence as the search for a speaker sees it. */
export interface Spoken {
  readonly word: string;
  readonly name: boolean;
  /** What stands between the word before and this one. */
  readonly gap: string;
}

/** A run of words: from the first to before the second index. */
export type Run = readonly [from: number, to: number];

/**
 * Where a sentence names who says it: the words before a speech verb up to the next comma or quotation mark, or after
 * it, whichever hold a name; and what follows "according to". Rules in `data/speech.json`.
 */
export function speakerRuns(tokens: readonly Spoken[], language: string): Run[] {
  const verbs = VERBS.get(language);
  const runs: Run[] = [];
  for (const [at, { word }] of tokens.entries()) {
    if (verbs?.has(word)) {
      const run = [before(tokens, at), after(tokens, at)].find(([from, to]) =>
        tokens.slice(from, to).some(({ name }) => name),
      );
      if (run !== undefined) runs.push(run);
    }
    for (const phrase of ACCORDING.get(language) ?? []) {
      if (!phrase.every((one, i) => tokens[at + i]?.word === one)) continue;
      runs.push(after(tokens, at + phrase.length - 1));
    }
  }
  return runs;
}

/** Whether a folded word is a verb of saying. */
export function isSpeechVerb(word: string, language: string): boolean {
  return VERBS.get(language)?.has(fold(word)) ?? false;
}

function before(tokens: readonly Spoken[], at: number): Run {
  let from = at;
  while (from > 0 && at - from < REACH && !BOUNDARY.test(tokens[from]?.gap ?? '')) from--;
  return [from, at];
}

function after(tokens: readonly Spoken[], at: number): Run {
  let to = at + 1;
  while (to < tokens.length && to - at <= REACH && !BOUNDARY.test(tokens[to]?.gap ?? '')) to++;
  return [at + 1, to];
}
