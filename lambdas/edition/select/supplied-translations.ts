import type { Source, Story, StorySource } from '../../types.ts';

/** What an article brought in the reader's language: its own title, or a translation that came with it. */
export interface Translated {
  readonly by: StorySource;
  readonly kind: 'own-title' | 'translation';
  readonly title: string | null;
  readonly summary: string | null;
}

/**
 * Where the headline is in another language: the title that a source in the reader's language gave, else translations that came with an
 * article. Translations are shown, never used as evidence.
 */
export function translationsIn({ headline, sources }: Story, language: string): readonly Translated[] {
  if (headline.language === language) return [];
  const own = sources.find((source: Source) => source.language === language && source.title !== null);
  if (own !== undefined) return [{ by: own, kind: 'own-title', title: own.title, summary: null }];
  return sources.flatMap((by) =>
    by.translations
      .filter((translation) => translation.language === language)
      .map(({ title, summary }) => ({ by, kind: 'translation' as const, title, summary })),
  );
}
