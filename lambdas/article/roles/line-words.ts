import words from '../rules/line-words.json' with { type: 'json' };

/** The words of one kind, of all languages together, as alternatives of a pattern. A language is a row of the data. */
export function lineWords(kind: Exclude<keyof typeof words, 'about'>): string {
  return [...new Set(Object.values<readonly string[]>(words[kind]).flat())].join('|');
}
