/** The few DOM members that the HTML reader uses. The compiler's own DOM library would put `window` into every lambda. */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
  getAttribute?(name: string): string | null;
  remove?(): void;
}

export interface DomElement extends DomNode {
  readonly tagName: string;
  readonly isConnected: boolean;
  readonly outerHTML: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  remove(): void;
}

export interface DomDocument {
  readonly body: DomElement;
  readonly documentElement: DomElement | null;
  readonly childNodes: Iterable<DomNode>;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === 1;
}
