import type { Edition, WindowArticle } from '../types.ts';
import type { Question } from './types.ts';

/** Flags of an article that an editor should judge, in words. */
const DOUBTS: Readonly<Record<string, { readonly kind: Question['kind']; readonly text: string }>> = {
  'future-date': { kind: 'date', text: 'names a day that is still to come; it is dated by its arrival' },
  'no-date': { kind: 'date', text: 'has no date; it is dated by its arrival' },
  'name-on-other-host': { kind: 'outlet', text: 'names an outlet, and its address is another outlet’s' },
  'look-alike-name': { kind: 'outlet', text: 'names an outlet in letters that only look like its name' },
  'refused-name': { kind: 'outlet', text: 'names something as its outlet that is no name' },
  'invisible-signs': { kind: 'doubt', text: 'has invisible signs in it' },
  cut: { kind: 'doubt', text: 'is longer than an edition reads; what is beyond is not told' },
};

/** What an editor should look at before approving, the gravest first: what is kept out, doubts, differences, stories of one outlet. */
export function questionsOf(edition: Edition, articles: readonly WindowArticle[]): readonly Question[] {
  const inOrder = articles.toSorted((a, b) => (a.article.key < b.article.key ? -1 : 1));
  const quarantined = inOrder.flatMap(({ article, confirmed }): Question[] =>
    article.quarantine === undefined || confirmed === true
      ? []
      : [{ kind: 'quarantined', text: `Kept out: ${article.key}. ${article.quarantine.message}` }],
  );
  const names = new Set(edition.articles);
  const doubts = inOrder
    .filter(({ id, article }) => names.has(`${id}/${article.version}`))
    .flatMap(({ article }): Question[] => [
      ...article.flags.flatMap((flag): Question[] => {
        const doubt = Object.hasOwn(DOUBTS, flag) ? DOUBTS[flag] : undefined;
        return doubt === undefined ? [] : [{ kind: doubt.kind, text: `${article.key} ${doubt.text}.` }];
      }),
      ...(article.outlet === null
        ? [{ kind: 'outlet' as const, text: `${article.key} does not say which outlet it is of.` }]
        : []),
    ]);
  const differences = edition.stories.flatMap(({ headline, differ }): Question[] =>
    differ.length === 0
      ? []
      : [
          {
            kind: 'difference',
            text: `“${headline.text}”: outlets differ on ${[...new Set(differ.map(({ about }) => about))].join(', ')}.`,
          },
        ],
  );
  const single = edition.stories
    .filter(({ sources }) => sources.length === 1)
    .map(
      ({ headline }): Question => ({
        kind: 'single',
        text: `“${headline.text}” is reported by one outlet only.`,
      }),
    );
  return [...quarantined, ...doubts, ...differences, ...single];
}
