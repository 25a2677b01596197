import data from './data/speech.json' with { type: 'json' };
import { fold, words } from './words.ts';

/** Words from a speech verb to the name of who speaks: "said Theo Brandt, a former inspector". */
const REACH = 9;
const APPOSITION = 16;
const BOUNDARY = /[,;:.!?()“”"«»—–]|\s-\s/u;

const VERBS = new Map(Object.entries(data.verbs).map(([language, list]) => [language, new Set(words(list))]));
const ACCORDING = new Map(
  Object.entries(data.accordingTo).map(([language, list]) => [language, list.map((phrase) => words(phrase))]),
);

/** A word of a sentence as the search for a speaker sees it. */
export interface Spoken {
  readonly word: string;
  readonly name: boolean;
  /** A word that says nothing by itself ("but", "the"). */
  readonly small: boolean;
  /** What stands between the word before and this one. */
  readonly gap: string;
}

/** A run of words: from the first to before the second index. */
export type SpeakerRun = readonly [from: number, to: number];

/**
 * Where a sentence names who says it: the words before a speech verb up to the next comma or quotation mark, or after
 * it, whichever hold a name; and what follows "according to". Rules in `data/speech.json`.
 */
export function speakerRuns(tokens: readonly Spoken[], language: string): SpeakerRun[] {
  const verbs = VERBS.get(language);
  const runs: SpeakerRun[] = [];
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

const PRONOUNS = new Map(
  Object.entries(data.pronouns).map(([language, list]) => [language, new Set(words(list))]),
);

/** "…, he added", "…, añadió": all that a sentence ends with is a verb of saying, and who says it stood before. */
export function endsWithUnnamedSpeaker(sentence: string, language: string | null): boolean {
  const end = words(sentence.split(/[,"”»—–]/u).at(-1) ?? '');
  const [verbs, pronouns] = [VERBS.get(language ?? ''), PRONOUNS.get(language ?? '')];
  return end.some((word) => verbs?.has(word)) && end.every((word) => verbs?.has(word) || pronouns?.has(word));
}

/** Whether a folded word is a verb of saying. */
export function isSpeechVerb(word: string, language: string): boolean {
  return VERBS.get(language)?.has(fold(word)) ?? false;
}

/** With the name before an apposition: "Dana Roth, an analyst in Kyiv, said". */
function before(tokens: readonly Spoken[], at: number): SpeakerRun {
  const start = (end: number, reach: number): number => {
    let from = end;
    while (from > 0 && end - from < reach && !BOUNDARY.test(tokens[from]?.gap ?? '')) from--;
    return from;
  };
  // The verb itself may follow a comma: the apposition's end.
  const near = start(at, REACH);
  const from = near === at ? start(at - 1, APPOSITION) : near;
  const named = start(from - 1, REACH);
  const isName = tokens.slice(named, from).every(({ name, small }) => name || small);
  return from > 0 && from > named && isName ? [named, at] : [near, at];
}

/** With what a comma adds: "said Dana Roth, an analyst in Kyiv". */
function after(tokens: readonly Spoken[], at: number): SpeakerRun {
  let to = at + 1;
  let commas = 0;
  while (to < tokens.length && to - at <= REACH) {
    const gap = tokens[to]?.gap ?? '';
    if (BOUNDARY.test(gap) && (gap.trim() !== ',' || ++commas > 1)) break;
    to++;
  }
  return [at + 1, to];
}
