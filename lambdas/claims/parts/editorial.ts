import { byCodeUnits } from '../../language/by-code-units.ts';
import type { GroupDecision, GroupDecisions } from '../../stories/decided.ts';
import { bracketed, ownTitle } from '../../stories/sources.ts';
import type { Story, WindowArticle } from '../../types.ts';
import { followedByCorrections } from './corrections.ts';

/** The latest decision to lead with one of these articles; empty without any. */
export function leadOrder(members: readonly WindowArticle[]): string {
  return (
    members
      .flatMap(({ decisions }) => decisions?.lead ?? [])
      .sort(byCodeUnits)
      .at(-1) ?? ''
  );
}

/** The headline and the notes that editors gave to a story: a headline that no source has stands in square brackets. */
export function editorialParts(
  members: readonly WindowArticle[],
  found: Story['headline'],
): Partial<Pick<Story, 'headline' | 'notes'>> {
  const byOrder = (a: { readonly order: string }, b: { readonly order: string }) =>
    byCodeUnits(a.order, b.order);
  const given = members
    .flatMap(({ decisions }) => decisions?.headline ?? [])
    .sort(byOrder)
    .at(-1);
  const notes = members.flatMap(({ decisions }) => decisions?.note ?? []).sort(byOrder);
  const source = members.find(({ article }) => given !== undefined && ownTitle(article) === given.text);
  const headline: Story['headline'] | undefined =
    given === undefined
      ? undefined
      : source === undefined
        ? { text: bracketed(given.text), language: null, articleId: found.articleId, editorial: true }
        : { text: given.text, language: source.article.language, articleId: source.id };
  return {
    ...(headline === undefined ? {} : { headline }),
    ...(notes.length === 0 ? {} : { notes: [...new Set(notes.map(({ text }) => text))] }),
  };
}

/** What editors decided about these articles' places, and which article an outlet's correction follows, by the names that grouping gives them. */
export function groupDecisions(byName: ReadonlyMap<string, WindowArticle>): GroupDecisions {
  const followed = followedByCorrections([...byName.values()]);
  const nameOfId = new Map([...byName].map(([name, { id }]) => [id, name] as const));
  return new Map(
    [...byName].flatMap(([name, item]) => {
      const { decisions = {} } = item;
      const before = followed.get(item);
      const follows = before === undefined ? undefined : nameOfId.get(before.id);
      if (follows === undefined && item.decisions === undefined) return [];
      const { notACopy, copyOf, sameStoryAs, topic } = decisions;
      const original = copyOf && nameOfId.get(copyOf.articleId);
      const other = sameStoryAs === undefined ? undefined : nameOfId.get(sameStoryAs);
      const decision: GroupDecision = {
        ...(notACopy ? { notACopy } : {}),
        ...(original === undefined || copyOf === undefined
          ? {}
          : { copyOf: { id: original, order: copyOf.order } }),
        ...(other === undefined ? {} : { sameStoryAs: other }),
        ...(topic === undefined ? {} : { topic }),
        ...(follows === undefined ? {} : { follows }),
      };
      return [[name, decision] as const];
    }),
  );
}
