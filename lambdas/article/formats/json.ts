import { looksLikeHtml } from '../bytes/sniff.ts';
import { InvalidUpload } from '../invalid-upload.ts';
import { withKnown } from '../known-facts.ts';
import type { Reading } from '../reading.ts';
import { type Fields, field, knownFrom } from './fields.ts';
import { readText } from './text.ts';

/** One article as a JSON object: schema.org's `NewsArticle`, or the common names of its fields. Throws `InvalidUpload`. */
export async function readJson(text: string): Promise<Reading> {
  const fields = articleIn(parsed(text));
  const body = fields && field(fields, 'body');
  if (!fields || !body) {
    throw new InvalidUpload(
      'not-an-article',
      'This JSON file has no text of an article (articleBody, body, content or text): upload one object per article, with its text.',
    );
  }
  return withKnown(await bodyOf(body), knownFrom(fields, 'json'), 'json');
}

/** What interfaces put around an article, or around the only one that they found. */
const AROUND = [
  '@graph',
  'articles',
  'article',
  'data',
  'response',
  'results',
  'result',
  'docs',
  'items',
  'posts',
  'content',
];
const INSIDE = ['fields', '_embedded'];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    if (lines.length > 1 && lines.every((line) => /^\s*\{.*\}\s*$/.test(line))) throw several();
    throw new InvalidUpload(
      'corrupt',
      'This JSON file is damaged: export it again and upload the new file.',
      { cause },
    );
  }
}

function several(): InvalidUpload {
  return new InvalidUpload(
    'unsupported',
    'This JSON file holds several articles: upload each of them as a file of its own.',
  );
}

/** The object itself, the article in its `@graph`, or the only element of a list. */
function articleIn(value: unknown): Fields | null {
  if (Array.isArray(value)) {
    const told = value.map(articleIn).filter((one) => one !== null && field(one, 'body') !== null);
    if (value.length > 1 && told.length === value.length) throw several();
    return told[0] ?? null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const fields = withInner(new Map(Object.entries(value)));
  if (field(fields, 'body') !== null) return fields;
  const inner = AROUND.map((name) => fields.get(name)).find((one) => typeof one === 'object' && one !== null);
  return inner === undefined ? fields : articleIn(inner);
}

/** What newspapers' and publishing systems' interfaces keep one level further in: the text's own fields, and who wrote it. */
function withInner(fields: Fields): Fields {
  return new Map([...fields, ...INSIDE.flatMap((name) => entriesOf(fields.get(name)))]);
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

async function bodyOf(body: string): Promise<Reading> {
  if (!looksLikeHtml(body)) return readText(body);
  const { readFragment } = await import('./html-fragment.ts');
  return readFragment(body);
}
