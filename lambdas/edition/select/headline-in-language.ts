import type { Difference, Story } from '../../types.ts';
import { figuresOf } from '../brief/figure.ts';
import { cleanLine } from '../view/clean.ts';

export type Headline = Pick<Story['headline'], 'text' | 'language' | 'articleId'>;

/**
 * The headline for readers of a language: a source's title in it, where there is one. None tells as a fact what the sources
 * dispute, as long as another title does not. An editors' headline stays.
 */
export function headlineIn({ headline, sources, differ }: Story, language: string): Headline {
  if (headline.editorial === true) return headline;
  const titles = sources.flatMap((source): Headline[] =>
    source.title === null || cleanLine(source.title) === ''
      ? []
      : [{ text: source.title, language: source.language, articleId: source.articleId }],
  );
  const all = [headline, ...titles];
  const own = all.filter((title) => title.language === language);
  const figures = differ.flatMap((one: Difference) => figuresOf(one) ?? []).map((one) => one.toLowerCase());
  const isCalm = ({ text }: Headline) => {
    const small = text.toLowerCase();
    return !figures.some((figure) => small.includes(figure));
  };
  return own.find(isCalm) ?? own[0] ?? all.find(isCalm) ?? headline;
}
