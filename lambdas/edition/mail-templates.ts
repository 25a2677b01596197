import Handlebars from 'handlebars';

/** Templates by their path under `templates/`. The shell reads them: this folder knows no file system. */
export type Templates = Readonly<Record<string, string>>;

type Compiled = (view: object) => string;

/** Each depth of the mail: its HTML and its text. */
const FILES = { brief: ['brief.mjml', 'brief.txt'], full: ['edition.mjml', 'edition.txt'] } as const;

export type Depth = keyof typeof FILES;

/** Compiled once per set of templates: an edition is rendered in several languages. */
const compiled = new WeakMap<
  Templates,
  Map<Depth, { readonly markup: Compiled; readonly plain: Compiled }>
>();

/**
 * The two templates of an edition in one depth, ready to fill. Values are escaped in the markup, and nothing in a value is ever
 * read as a template; a name that the view does not have throws, so that a typing mistake cannot pass as silence.
 */
export function editionTemplates(
  templates: Templates,
  depth: Depth,
): {
  readonly markup: Compiled;
  readonly plain: Compiled;
} {
  const all = compiled.get(templates) ?? new Map();
  compiled.set(templates, all);
  const known = all.get(depth);
  if (known !== undefined) return known;
  const [page, text] = FILES[depth];
  const made = {
    markup: compile(templates, page, { noEscape: false }),
    plain: compile(templates, text, { noEscape: true }),
  };
  all.set(depth, made);
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
  // A partial is named by its file: {{> "partials/story.mjml"}}, {{> "partials/text/story.txt"}}.
  for (const [path, content] of Object.entries(templates)) engine.registerPartial(path, content);
  return engine.compile(source, { noEscape, strict: true });
}
