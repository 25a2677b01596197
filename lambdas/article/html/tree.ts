import { Parser } from 'htmlparser2';

/** An element of a page as its markup wrote it. Nothing is fetched, nothing runs, no style is computed. */
export interface PageElement {
  /** Lower case. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: PageElement | null;
  readonly children: (PageElement | string)[];
}

/** The tree of a page or of a piece of one: `#page` on top, whatever the markup left out. A few milliseconds. */
export function treeOf(html: string): PageElement {
  const page: PageElement = { name: '#page', attributes: {}, parent: null, children: [] };
  let open = page;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const element: PageElement = { name, attributes, parent: open, children: [] };
        open.children.push(element);
        open = element;
      },
      ontext: (text) => {
        const last = open.children.length - 1;
        const before = open.children[last];
        if (typeof before === 'string') open.children[last] = before + text;
        else open.children.push(text);
      },
      onclosetag: () => {
        open = open.parent ?? page;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeSelfClosing: false },
  );
  parser.write(html);
  parser.end();
  return page;
}

/** All elements below one, in the page's order. */
export function* elementsOf(root: PageElement): Generator<PageElement> {
  const waiting: PageElement[] = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    if (element !== root) yield element;
    for (let at = element.children.length - 1; at >= 0; at -= 1) {
      const child = element.children[at];
      if (child !== undefined && typeof child !== 'string') waiting.push(child);
    }
  }
}

/** All text below an element, glued as the markup has it. */
export function textIn(root: PageElement): string {
  const parts: string[] = [];
  const waiting: (PageElement | string)[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node === 'string') parts.push(node);
    else for (let at = node.children.length - 1; at >= 0; at -= 1) waiting.push(node.children[at] ?? '');
  }
  return parts.join('');
}

/** From the element's parent up to the page. */
export function* ancestorsOf(element: PageElement): Generator<PageElement> {
  for (let above = element.parent; above; above = above.parent) yield above;
}
