import type { Story } from '../../types.ts';

/** The story as readers of a language are told it: beginning with a sentence of theirs, where a source wrote one. */
export function inOwnWords(story: Story, language: string): Story {
  const own = story.leads?.find((lead) => lead.language === language);
  return own === undefined ? story : { ...story, summary: [own, ...story.summary.slice(1)] };
}
