import type { OverlayTarget } from '../../edition/overlay/overlay.ts';
import { articlesOf } from '../../edition/overlay/without.ts';
import type { Edition, Source } from '../../types.ts';

/** What an editor corrects or takes down, with a name for it. */
export interface Target {
  readonly of: OverlayTarget;
  /** Behind `/desk/amend/<verb>/`. */
  readonly path: string;
  readonly kind: OverlayTarget['kind'];
  readonly name: string;
}

const named = ({ title, outlet, key }: Source): string =>
  [outlet, title === null ? key : `“${title}”`].filter(Boolean).join(', ');

/** The whole edition. */
export function wholeEdition({ id, number }: Pick<Edition, 'id' | 'number'>): Target {
  const of = { kind: 'edition', edition: id } as const;
  return { of, path: id, kind: 'edition', name: `the whole edition No ${number}` };
}

export function storyTarget({ id }: Pick<Edition, 'id'>, story: Edition['stories'][number]): Target {
  // The story as this edition tells it; as others tell it is theirs to decide.
  const of = { kind: 'story', story: story.id, edition: id } as const;
  return {
    of,
    path: `${id}/story/${story.id}`,
    kind: 'story',
    name: `the story “${story.headline.text}”`,
  };
}

export function articleTarget({ id }: Pick<Edition, 'id'>, source: Source): Target {
  const of = { kind: 'article', article: source.articleId } as const;
  return { of, path: `${id}/article/${source.articleId}`, kind: 'article', name: named(source) };
}

/** What the parts of a path behind the edition's id name; null for what the edition never had. */
export function targetIn(edition: Edition, [kind, id]: readonly (string | undefined)[]): Target | null {
  if (kind === undefined) return wholeEdition(edition);
  if (kind === 'story') {
    const story = edition.stories.find((one) => one.id === id);
    return story === undefined ? null : storyTarget(edition, story);
  }
  if (kind !== 'article') return null;
  const source = [...edition.stories.flatMap(articlesOf), ...edition.offTopic].find(
    ({ articleId }) => articleId === id,
  );
  return source === undefined ? null : articleTarget(edition, source);
}

/** Whether two targets are the same thing. */
export function isSame(a: OverlayTarget, b: OverlayTarget): boolean {
  return nameOfTarget(a) === nameOfTarget(b);
}

function nameOfTarget(of: OverlayTarget): string {
  if (of.kind === 'edition') return `edition ${of.edition}`;
  return of.kind === 'story' ? `story ${of.story} ${of.edition ?? ''}` : `article ${of.article}`;
}
