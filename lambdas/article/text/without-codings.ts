import { decodedEntities } from '../html/metadata/json-ld.ts';
import { headLine } from '../metadata/head.ts';
import { once } from '../once.ts';
import { isWord, withDropCap, wordCounts } from './drop-cap.ts';

/** Enough signs of a coding in a text, and none of what that coding cannot hold, that it surely came through undecoded. */
const QUOTED_BYTES = /=(?:[CDEF][0-9A-F]=[89AB][0-9A-F]|E[0-9A-F]=[\r\n]*=?[89AB][0-9A-F]|20|3D|09)/g;
const SOFT_BREAK = /[^=\s]=\r?\n/g;
const ENTITY = /&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);/gi;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;
/** A character by its number, as JSON and programs write it: "\\u2019", "\\u041f". */
const ESCAPED = /\\u(?:[0-9a-f]{4}|\{[0-9a-f]{1,6}\})/gi;
const LEAST_ESCAPED = 3;
const LEAST_QUOTED = 3;
const LEAST_ENTITIES = 2;
const LEAST_BASE64 = 200;
/** Signs that a capital stands alone above the line that it begins: a drop cap. */
const dropCap = once(() => /(^|\n)[ \t]*(\p{Lu})[ \t]*\r?\n\s{0,4}(\p{L}[^\n]{50,})/gu);
const LONE_SIGN = /(?:^|\n)[ \t]*[^\s]{1,2}[ \t]*\r?\n/;
/** "[1]", "[12]", "[citation needed]" behind a word or a stop: a note's number, not the writer's words. */
const footnote = once(
  () => /(?<=[\p{L}\p{P}\d])\[(?:\d{1,3}|[a-z]|citation needed)\](?=[\s.,;:!?)"”»[]|$)/gu,
);
/** Tags of text that came through as text: a page's source has a structure of its own and is read as HTML. */
const INLINE_TAG =
  /<\/?(?:b|i|em|strong|u|s|a|span|font|p|br|sup|sub|small|blockquote)(?:\s[^<>]{0,300})?\/?>/gi;
const STRUCK = /<(del|s|strike)(?:\s[^<>]{0,200})?>[^<]{0,400}<\/\1>/gi;
const LEAST_TAGS = 2;

/**
 * A text as its writer meant it, where a program left its coding in: quoted-printable, base64, characters by their numbers, HTML's entities and tags.
 * Each is undone only where several signs say so; a text that speaks of them keeps them.
 */
export function withoutCodings(text: string): string {
  const plain = withoutTags(withoutEntities(withoutEscapes(withoutBase64(withoutQuotedPrintable(text)))));
  const counts = once(() => wordCounts(plain));
  const joined = LONE_SIGN.test(plain) ? withDropCaps(plain, counts) : plain;
  return joined.includes('[') ? joined.replace(footnote(), '') : joined;
}

function withDropCaps(text: string, counts: () => ReturnType<typeof wordCounts>): string {
  return text.replace(dropCap(), (whole, before: string, cap: string, rest: string) =>
    // "B" above "Bergen …" is the letter of a list, and a header has none.
    (/^\p{Lu}\p{Ll}/u.test(rest) && !isWord(cap)) || headLine(rest) !== null
      ? whole
      : before + withDropCap(cap, rest, counts),
  );
}

function withoutQuotedPrintable(text: string): string {
  const bytes = count(text, QUOTED_BYTES);
  const breaks = count(text, SOFT_BREAK);
  if (bytes < LEAST_QUOTED && !(bytes > 0 && breaks > 1) && breaks < LEAST_QUOTED * 2) return text;
  const joined = text.replace(/=[ \t]*\r?\n/g, '');
  return joined.replace(/(?:=[0-9A-F]{2})+/g, (run) => {
    const raw = Buffer.from(run.replaceAll('=', ''), 'hex');
    const decoded = raw.toString('utf8');
    return decoded.includes('\ufffd') ? raw.toString('latin1') : decoded;
  });
}

function withoutBase64(text: string): string {
  const body = text.trim();
  if (body.length < LEAST_BASE64 || !BASE64.test(body)) return text;
  const words = body.split(/\s+/);
  // Base64 comes in one piece or in lines of one length; words of prose do not.
  if (words.length > 1 && new Set(words.slice(0, -1).map((line) => line.length)).size > 1) return text;
  const decoded = Buffer.from(words.join(''), 'base64').toString('utf8');
  return decoded.includes('\ufffd') || !/\s/.test(decoded) ? text : decoded;
}

function withoutEscapes(text: string): string {
  if (count(text, ESCAPED) < LEAST_ESCAPED) return text;
  return text
    .replace(ESCAPED, (written) => {
      const code = Number.parseInt(written.replace(/[^0-9a-f]/gi, ''), 16);
      // Halves of a pair come one after the other, and are one character together.
      return code > 31 && code < 0x11_00_00 ? String.fromCodePoint(code) : ' ';
    })
    .replace(/\\r?\\n|\\n/g, '\n')
    .replace(/\\(["'/])/g, '$1')
    .toWellFormed();
}

function withoutEntities(text: string): string {
  return count(text, ENTITY) >= LEAST_ENTITIES ? decodedEntities(text) : text;
}

function withoutTags(text: string): string {
  // What is struck out by markup that came through is not the writer's any more, were it the only tag.
  const kept = text.replace(STRUCK, '');
  if (count(text, INLINE_TAG) < LEAST_TAGS) return kept.replace(/(?<=\S) {2}(?=\S)/g, ' ');
  return kept.replace(/<(?:br|\/?p|\/?blockquote)(?:\s[^<>]{0,300})?\/?>/gi, '\n').replace(INLINE_TAG, '');
}

function count(text: string, sign: RegExp): number {
  return text.match(sign)?.length ?? 0;
}
