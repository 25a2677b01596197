import Handlebars from 'handlebars';

/** A page of the desk: its template's name and what the template shows. */
export interface Page {
  readonly name: 'list' | 'file' | 'message' | 'signin' | 'enter' | 'help' | 'decide' | 'edition' | 'amend';
  readonly view: object;
}

/** Writes the desk's pages; text is escaped by the engine. Compiling waits for the first use. */
export function deskWriter(name: string, templates: Readonly<Record<string, string>>) {
  const engine = Handlebars.create();
  for (const [path, source] of Object.entries(templates))
    if (path.startsWith('desk/')) engine.registerPartial(path.replace(/\.html$/, ''), source);
  const compiled = new Map<string, (view: object) => string>();
  return (page: Page): string => {
    let write = compiled.get(page.name);
    if (write === undefined) {
      const source = templates[`desk/${page.name}.html`];
      if (source === undefined) throw new Error(`There is no templates/desk/${page.name}.html.`);
      write = engine.compile(source);
      compiled.set(page.name, write);
    }
    return write({ desk: name, ...page.view });
  };
}
