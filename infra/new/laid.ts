import { readFileSync } from 'node:fs';

/** What a new thing consists of: texts of files by their path from the project's root, and what is left to do by hand. */
export interface Laid {
  /** None of these may be there before. */
  readonly files: Readonly<Record<string, string>>;
  /** Lists that stand in the project already, with a line for the new thing. */
  readonly lists: Readonly<Record<string, string>>;
  /** The test that fails until the work is done. */
  readonly test: string;
  readonly next: readonly string[];
}

/** Reads a file of the project by its path from the root. */
export type ReadSource = (path: string) => string;

/** `lighthouse-log` → `LighthouseLog`. */
export const pascal = (name: string): string =>
  name.replace(/(?:^|-)([a-z0-9])/g, (_, sign: string) => sign.toUpperCase());

/** `lighthouse-log` → `lighthouseLog`. */
export const camel = (name: string): string =>
  name.replace(/-([a-z0-9])/g, (_, sign: string) => sign.toUpperCase());

/** The text of a file with `added` right behind `mark`, which must stand in it once. @throws Error when it does not. */
export function addedBehind(path: string, text: string, mark: string, added: string): string {
  const [before, after, ...more] = text.split(mark);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(
      `${path} must hold ${JSON.stringify(mark)} once: it has changed, so infra/new/ has to change too.`,
    );
  return `${before}${mark}${added}${after}`;
}

/** A file of `infra/new/` with its `{{name}}` slots filled. @throws Error for a slot without a value. */
export function filled(file: string, values: Readonly<Record<string, string>>): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8').replace(
    /\{\{(\w+)\}\}/g,
    (slot, key: string) => {
      const value = values[key];
      if (value === undefined) throw new Error(`infra/new/${file} needs a value for ${slot}.`);
      return value;
    },
  );
}
