import Handlebars from 'handlebars';

/** Templates by their path under `templates/`. The shell reads them: this folder knows no file system. */
export type Templates = Readonly<Record<string, string>>;

type Compiled = (view: object) => string;

const PAGE = 'edition.mjml';
const TEXT = 'edition.txt';

/** Compiled once per set of templates: an edition is rendered in several languages. */
const compiled = new WeakMap<Templates, { readonly markup: Compiled; readonly plain: Compiled }>();

/**
 * The two templates of an edition, ready to fill. Values are escaped in the markup, and nothing in a value is ever
 * read as a template; a name that the view does not have throws, so that a typing mistake cannot pass as silence.
 */
export function editionTemplates(templates: Templates): {
  readonly markup: Compiled;
  readonly plain: Compiled;
} {
  const known = compiled.get(templates);
  if (known !== undefined) return known;
  const made = {
    markup: compile(templates, PAGE, { noEscape: false }),
    plain: compile(templates, TEXT, { noEscape: true }),
  };
  compiled.set(templates, made);
  return made;
}

export function compile(
  templates: Templates,
  name: string,
  { noEscape }: { readonly noEscape: boolean },
): Compiled {
  const source = templates[name];
  if (source === undefined) throw new Error(`There is no templates/${name}.`);
  const engine = Handlebars.create();
  // A partial is named by its file: {{> "partials/story.mjml"}}.
  for (const [path, content] of Object.entries(templates)) engine.registerPartial(path, content);
  return engine.compile(source, { noEscape, strict: true });
}
