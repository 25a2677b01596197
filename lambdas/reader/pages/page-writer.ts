import Handlebars from 'handlebars';
import type { Settings } from '../../types.ts';
import type { Page } from './page.ts';
import { viewOf } from './page-view.ts';

/** Writes pages in a reader's language. The arguments are what a whole deployment shares; compiling waits for the first use. */
export function pageWriter(settings: Settings, templates: Readonly<Record<string, string>>) {
  const engine = Handlebars.create();
  const compiled = new Map<string, (view: object) => string>();
  for (const [path, source] of Object.entries(templates)) {
    if (path.startsWith('reader/')) engine.registerPartial(path.replace(/\.html$/, ''), source);
  }
  return (page: Page, language: string): string => {
    const name = TEMPLATE[page.kind];
    let write = compiled.get(name);
    if (write === undefined) {
      const source = templates[`reader/${name}.html`];
      if (source === undefined) throw new Error(`There is no templates/reader/${name}.html.`);
      write = engine.compile(source);
      compiled.set(name, write);
    }
    return write(viewOf(page, language, settings));
  };
}

const TEMPLATE: Readonly<Record<Page['kind'], string>> = {
  message: 'message',
  asked: 'message',
  button: 'button',
  subscribe: 'subscribe',
  preferences: 'preferences',
  report: 'report',
  privacy: 'privacy',
};
