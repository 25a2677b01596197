import type { Story } from '../../types.ts';
import { differenceIn } from './difference-in-language.ts';
import { withLeadInLanguage } from './lead-in-language.ts';

/** The story for readers of one language: its first sentence and the sides of its differences in theirs, where sources wrote them. */
export function storyInLanguage(story: Story, language: string): Story {
  const told = withLeadInLanguage(story, language);
  return { ...told, differ: told.differ.map((difference) => differenceIn(difference, language)) };
}
