import { countWords } from '../../language/count-words.ts';
import type { BriefView } from '../brief/brief-view.ts';
import type { EditionView } from '../full/full-view.ts';
import { numberIn } from '../wording.ts';

/** Words a minute: what an adult reads of such texts. Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047 */
const WORDS_A_MINUTE = 238;

interface Text {
  readonly text: string;
}

/** Whole minutes, at least one, for the headlines, sentences and claims of a mail; names of outlets and our own notes are glanced at. */
export function briefMinutes({ contents, stories, words }: BriefView): string {
  const ofStories = stories.flatMap(({ headline, sentences, differ, matrix, spoken }): Text[] => [
    headline,
    ...sentences,
    ...(differ?.rows.flat() ?? []),
    ...(matrix?.rows.map(({ claim }) => claim) ?? []),
    ...(spoken === null ? [] : [spoken]),
  ]);
  return minutesFor([...contents.map(({ headline }) => headline), ...ofStories], words.locale);
}

/** The same of the full mail. */
export function fullMinutes({ contents, stories, people, timeline, words }: EditionView): string {
  const ofStories = stories.flatMap((story): Text[] => [
    story.headline,
    ...story.translations.flatMap(({ title, summary }) => [title ?? [], summary ?? []].flat()),
    ...story.summary,
    ...story.differ.flatMap(({ rows }) => rows.flat()),
    ...story.agree,
    ...story.only.flatMap(({ quotes }) => quotes),
    ...(story.spoken === null ? [] : [story.spoken]),
    ...story.sources.map(({ title }) => title),
  ]);
  const beside = [
    ...timeline.flatMap(({ quotes }) => quotes),
    ...people.map(({ before, name, after }) => ({ text: before + name + after })),
  ];
  return minutesFor([...contents.map(({ headline }) => headline), ...ofStories, ...beside], words.locale);
}

function minutesFor(texts: readonly Text[], locale: string): string {
  const words = countWords(texts.map(({ text }) => text).join(' '));
  return numberIn(Math.max(1, Math.round(words / WORDS_A_MINUTE)), locale);
}
