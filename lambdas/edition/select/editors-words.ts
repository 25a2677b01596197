import type { Edition } from '../../types.ts';

/** Whether an edition holds words of its editors: a note, a headline, or what they gave for a title or a name. */
export function hasEditorsWords({ stories, offTopic }: Edition): boolean {
  return (
    stories.some(
      ({ headline, notes = [], sources, elsewhere = [] }) =>
        headline.editorial === true ||
        notes.length > 0 ||
        [...sources, ...sources.flatMap(({ copies }) => copies), ...elsewhere].some(isMarked),
    ) || offTopic.some(isMarked)
  );
}

function isMarked({ editorial = [] }: { readonly editorial?: readonly string[] }): boolean {
  return editorial.length > 0;
}
