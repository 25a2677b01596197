import cjk from './rules/phrases/cjk.json' with { type: 'json' };
import de from './rules/phrases/de.json' with { type: 'json' };
import en from './rules/phrases/en.json' with { type: 'json' };
import es from './rules/phrases/es.json' with { type: 'json' };
import fr from './rules/phrases/fr.json' with { type: 'json' };
import pl from './rules/phrases/pl.json' with { type: 'json' };
import ru from './rules/phrases/ru.json' with { type: 'json' };
import tr from './rules/phrases/tr.json' with { type: 'json' };
import uk from './rules/phrases/uk.json' with { type: 'json' };

const BOOKS = { en, uk, ru, es, fr, de, pl, tr, cjk } as const;
/** One heading of the phrase books in `rules/phrases/`: a new "Read more" is a line there, not here. */
export type Topic = keyof typeof en;

/** Every phrase of a topic, all languages together: a paste often mixes the site's language and the article's. */
export function phrases(topic: Topic): readonly string[] {
  return [...new Set(Object.values(BOOKS).flatMap((book): readonly string[] => book[topic]))];
}

/** The phrases of one language, for rules that other languages' small words would upset; English where we have no book. */
export function phrasesOf(language: string | null, topic: Topic): readonly string[] {
  const name = language && /^(?:zh|ja|ko)$/.test(language) ? 'cjk' : language;
  const book = Object.entries(BOOKS).find(([key]) => key === name)?.[1] ?? en;
  return book[topic];
}

/** Finds any of the phrases as whole words. Global: use with `match`. */
export function finder(list: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives(list)})`, 'giu');
}

/** Matches a text that begins with one of the phrases, as whole words, whatever the case. */
export function beginsWith(topic: Topic, after = ''): RegExp {
  return new RegExp(`^(?:${alternatives(phrases(topic))})${after}`, 'iu');
}

/** Matches a text that is one of the phrases and nothing more than signs, counts or arrows around it. */
export function isOneOf(topic: Topic): RegExp {
  return new RegExp(`^[^\\p{L}\\p{N}]*(?:${alternatives(phrases(topic))})[\\s\\p{P}\\p{S}\\d]*$`, 'iu');
}

/** Finds a topic's phrases anywhere, in every language. Global: use with `match`. */
export function anywhere(topic: Topic): RegExp {
  return finder(phrases(topic));
}

/** Typographic apostrophes and quotes to plain ones, so that one spelling of a phrase suffices. For matching only. */
export function plainSigns(text: string): string {
  return text.replace(/[’‘ʼ`´]/g, "'").replace(/[“”„«»]/g, '"');
}

/** Longest first, so that "read more on" wins over "read more"; a word boundary where the phrase ends in a letter. */
export function alternatives(list: readonly string[]): string {
  if (list.length === 0) return '(?!)';
  return [...list]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => {
      const escaped = phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      return /[\p{Script=Latin}\p{Script=Cyrillic}\d]$/u.test(phrase) ? `${escaped}(?![\\p{L}\\p{N}])` : escaped;
    })
    .join('|');
}
