import { isBody } from '../../article/body.ts';
import { MOST_SENTENCES, topicText } from '../../encoder/chosen.ts';
import { sentenceKey } from '../../encoder/vectors-file.ts';
import { type Sentence, sentencesOf } from '../../language/sentences.ts';
import { soundPart } from '../../language/sound-part.ts';
import { topicTexts } from '../../stories/topic.ts';
import type { Article, Topic } from '../../types.ts';
import { datelineLength } from './dateline.ts';

/** A sentence of an article's body, as it is quoted and compared. `offset` counts in the text of block `block`. */
export interface ChosenSentence extends Sentence {
  readonly block: number;
  readonly language: string | null;
}

/**
 * The sentences of an article that are compared: the first forty of its paragraphs and quotes in its own main language, and of those
 * that it opens with in another one; never captions, embeds or translations. The order is the text's, so the n-th vector belongs to the n-th sentence.
 */
export function chosenSentences({ blocks, language }: Article): readonly ChosenSentence[] {
  const chosen: ChosenSentence[] = [];
  let isOpen = true;
  for (const [block, { role, text, language: own }] of blocks.entries()) {
    if (!isBody(role) || (role !== 'paragraph' && role !== 'quote')) continue;
    const isForeign = own !== null && own !== language;
    if (isForeign && !isOpen) continue;
    isOpen &&= isForeign;
    const spoken = isForeign ? own : language;
    // A dateline with its stops ("KOLVIK, May 13. /Agency/. The …") would be cut into sentences of its own.
    const begin = datelineLength(text);
    for (const { text: sentence, offset } of sentencesOf(text.slice(begin), spoken)) {
      if (chosen.length >= MOST_SENTENCES) return chosen;
      chosen.push({
        ...soundPart({ text: sentence, offset: offset + begin }, spoken),
        block,
        language: spoken,
      });
    }
  }
  return chosen;
}

/** What tells the article's matter: its own title with its first sentence. Empty where it has neither. */
export function openingOf(article: Article): string {
  const title = article.titleFrom === 'derived' ? null : article.title;
  return topicText(title, chosenSentences(article)[0]?.text ?? null);
}

/**
 * All texts of these articles that want vectors, each once: first the topic's own, then what every article opens with, then every lead, and so on, so
 * that where a count ends, every article has its beginning.
 */
export function textsToEncode(articles: readonly Article[], topic?: Topic): readonly string[] {
  const all = articles.map((article) => [
    openingOf(article),
    ...chosenSentences(article).map(({ text }) => text),
  ]);
  const texts = new Set<string>(topic ? topicTexts(topic) : []);
  for (let place = 0; place <= MOST_SENTENCES; place += 1) for (const own of all) texts.add(own[place] ?? '');
  texts.delete('');
  return [...texts];
}

/** A topic's own texts, named by what they say: their vectors stand beside those of the articles. */
export function textsOfTopic(topic: Topic): { readonly version: string; readonly texts: readonly string[] } {
  const texts = topicTexts(topic);
  return { version: `topic-${sentenceKey(texts.join('\n'))}`, texts };
}
