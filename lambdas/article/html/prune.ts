import rules from '../rules/html.json' with { type: 'json' };
import type { DomDocument, DomElement } from './dom.ts';

const NAME = new RegExp(
  `^(?:${rules.dropNames.map((name) => name.replace(/[-_]/g, '[-_]?')).join('|')})$`,
  'i',
);
/** A rule that would take more of the page's paragraphs than this has found the article, not its frame. */
const MOST = 0.25;
const FEW_PARAGRAPHS = 0.15;

/**
 * Takes out of the document what frames an article: with `tags` only scripts, forms and the like, with `all` menus,
 * teasers, share bars and hidden parts too. Changes the document.
 */
export function prune(document: DomDocument, what: 'all' | 'tags'): void {
  remove(document, rules.dropTags.join(','), () => true);
  if (what === 'tags') return;
  const paragraphs = paragraphText(document.body);
  const total = allText(document.body);
  const sizeOf = paragraphs < total * FEW_PARAGRAPHS ? allText : paragraphText;
  const most = (sizeOf === allText ? total : paragraphs) * MOST;
  const removable = (element: DomElement): boolean => sizeOf(element) <= most;
  remove(document, '[hidden],[aria-hidden=true],[style*="display:none"],[style*="display: none"]', removable);
  remove(document, rules.asideTags.join(','), removable);
  remove(document, rules.dropRoles.map((role) => `[role=${role}]`).join(','), removable);
  remove(document, '[class],[id]', (element) => isNamedFrame(element) && removable(element));
}

function remove(document: DomDocument, selector: string, wanted: (element: DomElement) => boolean): void {
  for (const element of [...document.querySelectorAll(selector)]) {
    if (element.isConnected && !/^(?:html|body|main|article|h1)$/i.test(element.tagName) && wanted(element))
      element.remove();
  }
}

function isNamedFrame(element: DomElement): boolean {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.split(/\s+/);
  return names.some((name) => name !== '' && (NAME.test(name) || NAME.test(lastPart(name))));
}

/** `article__related`, `c-share-bar`: the block's part name decides. */
function lastPart(name: string): string {
  return (
    name
      .split('__')
      .at(-1)
      ?.replace(
        /^(?:js|c|o|m|u|b|td|tdb|wp|post|entry|article|story|content|page|block|module|section)[-_]/i,
        '',
      ) ?? name
  );
}

/** The text of paragraphs, or all text where a page writes its paragraphs without `<p>`. */
function paragraphText(element: DomElement | null): number {
  if (!element) return 0;
  let size = 0;
  for (const paragraph of element.querySelectorAll('p')) size += paragraph.textContent?.length ?? 0;
  return size;
}

function allText(element: DomElement | null): number {
  return element?.textContent?.replace(/\s+/g, ' ').length ?? 0;
}
