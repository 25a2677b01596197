import { lexer, type Token, type Tokens } from 'marked';
import { parseDocument } from 'yaml';
import { FRONT_MATTER, TOML_FRONT_MATTER } from '../bytes/sniff.ts';
import { InvalidUpload } from '../invalid-upload.ts';
import { withKnown } from '../known-facts.ts';
import type { Reading } from '../reading.ts';
import { knownFrom } from './fields.ts';
import { readText } from './text.ts';
import { tomlFields } from './toml.ts';

/** Markdown, with front matter in YAML or TOML if it has any: data only, no tags, few aliases, nothing is run. */
export async function readMarkdown(text: string): Promise<Reading> {
  const yaml = FRONT_MATTER.exec(text);
  const front = yaml ?? TOML_FRONT_MATTER.exec(text);
  const body = front ? text.slice(front[0].length) : text;
  const reading = await readText(plain(lexer(body)));
  if (!front) return reading;
  const fields = yaml ? fieldsOf(yaml[1] ?? '') : tomlFields(front[1] ?? '');
  const known = withKnown(reading, knownFrom(fields, 'front-matter'), 'front-matter');
  return fields.get('confirmed') === true ? { ...known, confirmed: true } : known;
}

type Fields = ReadonlyMap<string, unknown>;

/** A field begins where a name stands at the beginning of a line; what is indented or listed below belongs to it. */
const FIELD = /^[\p{L}\p{N}_][\p{L}\p{N}_ -]*:(?=\s|$)/u;

/**
 * The fields of a header. People write "title: The talks: what we know", which is no YAML: where the whole is none, each field is
 * read alone, and a line that is none still is the text as it stands.
 */
function fieldsOf(yaml: string): Fields {
  const whole = parsed(yaml);
  if (!(whole instanceof InvalidUpload)) return whole;
  const fields = new Map<string, unknown>();
  for (const written of fieldsWritten(yaml)) {
    const alone = parsed(written);
    if (!(alone instanceof InvalidUpload)) for (const [name, value] of alone) fields.set(name, value);
    else {
      const [name] = FIELD.exec(written) ?? [];
      if (name === undefined || written.trimEnd().includes('\n')) throw whole;
      fields.set(name.slice(0, -1).trim(), written.slice(name.length).trim());
    }
  }
  return fields;
}

function fieldsWritten(yaml: string): readonly string[] {
  const fields: string[] = [];
  for (const line of yaml.split(/\r?\n/)) {
    if (FIELD.test(line) || fields.length === 0) fields.push(line);
    else fields.push(`${fields.pop()}\n${line}`);
  }
  return fields;
}

function parsed(yaml: string): Fields | InvalidUpload {
  const document = parseDocument(yaml, {
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) return badHeader(error);
  try {
    // A map, not an object: a key called __proto__ is a key.
    const value: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 20 });
    return value instanceof Map ? value : new Map();
  } catch (cause) {
    return badHeader(cause);
  }
}

function badHeader(cause: unknown): InvalidUpload {
  return new InvalidUpload(
    'corrupt',
    'The header between the two lines of dashes is not valid YAML: correct it, or remove it and upload the text alone.',
    { cause },
  );
}

/** The text with the marks of lines kept, as a paste has them, and the marks inside lines taken off. */
function plain(tokens: readonly Token[]): string {
  return tokens.map(block).filter(Boolean).join('\n\n');
}

function block(token: Token): string {
  switch (token.type) {
    case 'heading':
      return `## ${inline(token)}`;
    case 'blockquote':
      return plain((token as Tokens.Blockquote).tokens)
        .split('\n')
        .map((line) => (line === '' ? '' : `> ${line}`))
        .join('\n');
    case 'list':
      return (token as Tokens.List).items.map((item) => `- ${inline(item)}`).join('\n');
    case 'hr':
      return '---';
    case 'space':
    case 'def':
      return '';
    default:
      return inline(token);
  }
}

function inline(token: Token): string {
  if (token.type === 'br') return '\n';
  // A picture's alternative text describes the picture: it is kept as a caption is.
  if (token.type === 'image') return token.raw;
  const inner: readonly Token[] | undefined = 'tokens' in token ? token.tokens : undefined;
  if (inner && inner.length > 0) return inner.map(inline).join('');
  return 'text' in token && typeof token.text === 'string' && token.type !== 'html'
    ? unescaped(token.text)
    : token.raw;
}

/** marked hands out text as it will stand in HTML. */
function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
