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
    if (value.length > 1 && value.every((one) => textIn(one))) {
      throw several();
    }
    return value.map(articleIn).find((one) => one !== null && field(one, 'body') !== null) ?? null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map(Object.entries(value));
  const inner = fields.get('@graph') ?? fields.get('articles') ?? fields.get('article') ?? fields.get('data');
  if (field(fields, 'body') === null && typeof inner === 'object') return articleIn(inner);
  return fields;
}

function textIn(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && field(new Map(Object.entries(value)), 'body') !== null
  );
}

async function bodyOf(body: string): Promise<Reading> {
  if (!looksLikeHtml(body)) return readText(body);
  const { readFragment } = await import('./html-fragment.ts');
  return readFragment(body);
}
