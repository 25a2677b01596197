import type { Story } from '../../types.ts';

/** The story for readers of one language: it begins with a sentence in their language, where a source wrote one. */
export function inOwnWords(story: Story, language: string): Story {
  const own = story.leads?.find((lead) => lead.language === language);
  return own === undefined ? story : { ...story, summary: [own, ...story.summary.slice(1)] };
}
