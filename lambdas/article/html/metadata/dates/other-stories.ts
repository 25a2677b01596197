import rules from '../../../rules/html.json' with { type: 'json' };
import { wordsOf } from '../../features/class-words.ts';
import { ancestorsOf, type PageElement } from '../../tree.ts';
import type { PageView } from '../page-view.ts';

const OTHERS = new RegExp(`-(?:${rules.otherStoriesNames.join('|')})(?=-|$)`);

/**
 * Tells whether a block stands below the article's end in an element that is set aside, or that its author named for other articles: a
 * day there is another article's. An element that holds the article's end as well says nothing. On 797 labelled days as many were right with the
 * names as without; one page lost the days of four other guides.
 */
export function otherStories(view: PageView): (index: number, element: PageElement) => boolean {
  const end = view.blocks[view.last]?.element;
  const around = new Set(end ? ancestorsOf(end) : []);
  const isOthers = (element: PageElement) =>
    element.name === 'aside' || OTHERS.test(wordsOf(element).join('-'));
  return (index, element) =>
    index > view.last &&
    [element, ...ancestorsOf(element)].some(
      (one) => (one.name === 'aside' || !around.has(one)) && isOthers(one),
    );
}
