import { quantitiesOf } from '../../claims/numbers/quantities.ts';
import type { Agreement, Quote, Story } from '../../types.ts';
import { isWithin } from './same-words.ts';

/**
 * The story for readers of one language: it begins with a sentence in their language, where a source wrote one. Where that sentence has a
 * number of the one that it stands for, those who agree on that one are left out, unless its outlet is known to be among them: a table
 * would say of an outlet that it lacks what is quoted from it right above.
 */
export function withLeadInLanguage(story: Story, language: string): Story {
  const own = story.leads?.find((lead) => lead.language === language);
  const [lead, ...rest] = story.summary;
  if (own === undefined) return story;
  if (lead === undefined) return { ...story, summary: [own] };
  const isTold = ({ quotes, shown = 1 }: Agreement) =>
    quotes.slice(0, shown).some((quote) => isWithin(quote, lead)) &&
    !quotes.some(({ articleId }) => articleId === own.articleId);
  const agree = shareNumber(own, lead) ? story.agree.filter((one) => !isTold(one)) : story.agree;
  return { ...story, summary: [own, ...rest], agree };
}

function shareNumber(a: Quote, b: Quote): boolean {
  const values = new Set(quantitiesOf(a.text, a.language).map(({ value }) => value));
  return quantitiesOf(b.text, b.language).some(({ value }) => values.has(value));
}
