import { quantitiesOf } from '../../claims/numbers/quantities.ts';
import type { Story } from '../../types.ts';
import { figuresOf } from '../brief/figure.ts';
import { cleanLine } from '../view/clean.ts';

export type Headline = Pick<Story['headline'], 'text' | 'language' | 'articleId'>;

/** Up to a dozen a number may count anything else in a title. */
const SMALL_NUMBER = 12;

/** "Leaders head for the summit" is no headline for reports of its end. */
const OLD_FROM_MS = 2 * 86_400_000;

/**
 * The headline for readers of a language: a source's title in it, where there is one. None tells as a fact what the sources
 * dispute, nor what was new days before the newest of them, as long as another title does not. An editors' headline stays.
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
  const figures = differ.flatMap((one) => figuresOf(one) ?? []);
  const isCalm = (title: Headline) => {
    const small = title.text.toLowerCase();
    const values =
      figures.length === 0 ? [] : quantitiesOf(title.text, title.language).map(({ value }) => value);
    return !figures.some(
      ({ text, value }) =>
        small.includes(text.toLowerCase()) || (value > SMALL_NUMBER && values.includes(value)),
    );
  };
  const days = new Map(
    sources.map(({ articleId, published }) => [articleId, published && Date.parse(published.date)]),
  );
  const newest = [...days.values()].reduce<number>(
    (most, day) => Math.max(most, day ?? most),
    Number.NEGATIVE_INFINITY,
  );
  const isFresh = ({ articleId }: Headline) => {
    const day = days.get(articleId) ?? null;
    return day === null || newest - day < OLD_FROM_MS;
  };
  const isFreshAndCalm = (title: Headline) => isFresh(title) && isCalm(title);
  return (
    own.find(isFreshAndCalm) ??
    own.find(isCalm) ??
    own[0] ??
    all.find(isFreshAndCalm) ??
    all.find(isCalm) ??
    headline
  );
}
