import Handlebars from 'handlebars';
import type { Templates } from '../mail-templates.ts';

type Compiled = (view: object) => string;

/** The pages' own templates, by their names under `templates/web/`. */
export interface PageTemplates {
  readonly edition: Compiled;
  readonly archive: Compiled;
  readonly notFound: Compiled;
  readonly feed: Compiled;
  readonly story: Compiled;
  readonly search: Compiled;
}

const FOLDER = 'web/';
/** Compiled once per set of templates: a page is made in every language, and its neighbours' pages with it. */
const compiled = new WeakMap<Templates, PageTemplates>();

/**
 * Ready to fill. Every value is escaped, in XML as in HTML, and never read as a template; a name that a view does not
 * have throws, so that a typing mistake cannot pass as silence.
 */
export function pageTemplates(templates: Templates): PageTemplates {
  const known = compiled.get(templates);
  if (known !== undefined) return known;
  const engine = Handlebars.create();
  for (const [path, content] of Object.entries(templates)) {
    if (path.startsWith(`${FOLDER}partials/`)) engine.registerPartial(path, content.trim());
  }
  const compile = (name: string) => engine.compile(fileIn(templates, name), { strict: true });
  const made = {
    edition: compile('edition.html'),
    archive: compile('archive.html'),
    notFound: compile('not-found.html'),
    feed: compile('feed.atom'),
    story: compile('story-page.html'),
    search: compile('search.html'),
  };
  compiled.set(templates, made);
  return made;
}

/** One file of `templates/web/` as it stands. Throws when it is not there. */
export function fileIn(templates: Templates, name: string): string {
  const content = templates[`${FOLDER}${name}`];
  if (content === undefined) throw new Error(`There is no templates/${FOLDER}${name}.`);
  return content;
}
