import { isBody } from '../../article/body.ts';
import { MOST_SENTENCES } from '../../encoder/chosen.ts';
import { openingText } from '../../encoder/opening.ts';
import { sentenceKey } from '../../encoder/vectors-file.ts';
import { type Sentence, sentencesOf } from '../../language/sentences.ts';
import { soundPart } from '../../language/sound-part.ts';
import { ownTitle } from '../../stories/sources.ts';
import { topicTexts } from '../../stories/topic.ts';
import type { Article, Topic } from '../../types.ts';
import { isCaptionLine } from './caption.ts';
import { datelineLength } from './dateline.ts';
import { MOST_SILENT, runningAfter, runningInto, runsOn } from './running-quotation.ts';

/** A sentence of an article's body, as it is quoted and compared. `offset` counts in the text of block `block`. */
export interface ChosenSentence extends Sentence {
  readonly block: number;
  readonly language: string | null;
  /** Stands inside of a quotation that began in a sentence before it. */
  readonly isQuoted: boolean;
  /** Of a list: it says what it says, and is not shown. */
  readonly isPoint?: true;
}

/**
 * The sentences of an article that are compared: the first forty of its paragraphs, quotes and points in its own main language, and of those
 * that it opens with in another one; never captions, embeds or translations. The order is the text's, so the n-th vector belongs to the n-th sentence.
 */
export function chosenSentences({ blocks, language }: Article): readonly ChosenSentence[] {
  const chosen: ChosenSentence[] = [];
  let isOpen = true;
  let running = '';
  const body = blocks.flatMap((one, block) => (isBody(one.role) ? [{ ...one, block }] : []));
  for (const [at, { block, role, text, language: own }] of body.entries()) {
    const isTold =
      (role === 'paragraph' || role === 'quote' || (role === 'list' && isPoint(text))) &&
      !isCaptionLine(text);
    const isForeign = own !== null && own !== language;
    if (isTold && isForeign && !isOpen) continue;
    isOpen &&= isForeign || !isTold;
    const spoken = isForeign ? own : language;
    // A dateline with its stops ("KOLVIK, May 13. /Agency/. The …") would be cut into sentences of its own.
    const begin = role === 'list' ? markLength(text) : datelineLength(text);
    let read = begin;
    running = runningInto(text.slice(begin), running);
    for (const { text: sentence, offset } of isTold ? sentencesOf(text.slice(begin), spoken) : []) {
      if (chosen.length >= MOST_SENTENCES) return chosen;
      running = runningAfter(text.slice(read, begin + offset), running);
      read = begin + offset;
      chosen.push({
        ...soundPart({ text: sentence, offset: offset + begin }, spoken),
        block,
        language: spoken,
        isQuoted: running !== '',
        ...(role === 'list' && { isPoint: true }),
      });
    }
    running = runningAfter(text.slice(read), running);
    if (
      !runsOn(
        running,
        body.slice(at + 1, at + 2 + MOST_SILENT).map((one) => one.text),
      )
    )
      running = '';
  }
  return chosen;
}

/** Letters of a point that says something. */
const FEWEST_OF_POINT = 40;

/** "5. We establish a fund of 900 million dollars.": a point of a list that is a sentence, as communiqués are written; most others are labels and links. */
function isPoint(text: string): boolean {
  return text.length >= FEWEST_OF_POINT && /[.!?。]["”»」]?$/u.test(text);
}

/** Letters of what stands before a point: "- ", "5. ", "(d) ". */
function markLength(text: string): number {
  return /^(?:[-*•·–—]|\(?[\p{L}\d]{1,3}[.)])\s+/u.exec(text)?.[0].length ?? 0;
}

/** What articles are grouped by: the article's own title with its first sentences. Empty where it has neither. */
export function openingOf(article: Article, sentences = chosenSentences(article)): string {
  return openingText(ownTitle(article), sentences.map(({ text }) => text).join(' '));
}

/** Letters of title and lead. */
const MOST_LETTERS = 400;

/** What sentences are compared with to see how near they are to the article's matter: its own title with its first sentence. */
export function titleWithLead(article: Article, sentences = chosenSentences(article)): string {
  return [ownTitle(article), sentences[0]?.text].filter(Boolean).join('. ').slice(0, MOST_LETTERS).trim();
}

/** An opening, and title with lead. */
const BESIDE_SENTENCES = 2;

/**
 * All texts of these articles that want vectors, each once: first the topic's own, then what every article opens with, then every lead, and so on, so
 * that where a count ends, every article has its beginning.
 */
export function textsToEncode(articles: readonly Article[], topic?: Topic): readonly string[] {
  const all = articles.map((article) => {
    const sentences = chosenSentences(article);
    return [
      openingOf(article, sentences),
      titleWithLead(article, sentences),
      ...sentences.map(({ text }) => text),
    ];
  });
  const texts = new Set<string>(topic ? topicTexts(topic) : []);
  for (let place = 0; place < BESIDE_SENTENCES + MOST_SENTENCES; place += 1)
    for (const own of all) texts.add(own[place] ?? '');
  texts.delete('');
  return [...texts];
}

/** A topic's own texts, named by what they say: their vectors stand beside those of the articles. */
export function textsOfTopic(topic: Topic): { readonly version: string; readonly texts: readonly string[] } {
  const texts = topicTexts(topic);
  return { version: `topic-${sentenceKey(texts.join('\n'))}`, texts };
}
