import { elementsOf, type PageElement, textIn } from '../../lambdas/article/html/tree.ts';

const UNSEEN = new Set(
  'head script style noscript template svg select option textarea iframe object video audio canvas title'.split(
    ' ',
  ),
);
const PARAGRAPH = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre figure form hr'.split(' '));
const LINE = new Set(
  'address article aside br center dd details div dt fieldset figcaption footer header legend li main nav section summary table tr tbody thead td th'.split(
    ' ',
  ),
);

/** A page as text: `program` as converters write it, its window title first; `copy` as a browser copies what it shows. */
export function textOfPage(root: PageElement, style: 'program' | 'copy'): string {
  let text = '';
  const breakLine = (lines: 1 | 2): void => {
    const had = /\n*$/.exec(text)?.[0].length ?? 0;
    if (text !== '') text = text.trimEnd() + '\n'.repeat(Math.max(lines, had));
  };
  const walk = (element: PageElement): void => {
    const { name } = element;
    if (
      UNSEEN.has(name) ||
      (style === 'copy' && (name === 'input' || name === 'button' || isUnseen(element)))
    )
      return;
    if (name === 'br') {
      text = `${text.trimEnd()}\n`;
      return;
    }
    const lines = PARAGRAPH.has(name) ? 2 : LINE.has(name) ? 1 : 0;
    if (lines > 0) breakLine(lines as 1 | 2);
    for (const child of element.children) {
      if (typeof child !== 'string') walk(child);
      else if (name === 'pre') text += child;
      else {
        const words = child.replace(/\s+/g, ' ');
        text += /\s$/.test(text) ? words.trimStart() : words;
      }
    }
    if (lines > 0) breakLine(lines as 1 | 2);
  };
  if (style === 'program') {
    for (const element of elementsOf(root)) {
      if (element.name !== 'title' || element.parent?.name === 'svg') continue;
      text = `${textIn(element).replace(/\s+/g, ' ').trim()}\n\n`;
      break;
    }
  }
  walk(root);
  return text;
}

function isUnseen({ attributes }: PageElement): boolean {
  return attributes.hidden !== undefined || /display\s*:\s*none/i.test(attributes.style ?? '');
}
