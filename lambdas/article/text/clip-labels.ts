import type { KnownFacts } from '../known-facts.ts';
import { knownDay } from '../metadata/date-order.ts';
import { type FoundDate, findDate } from '../metadata/dates.ts';
import { articleLinks, outletOfUrl } from '../metadata/links.ts';
import { once } from '../once.ts';
import rules from '../rules/clip-labels.json' with { type: 'json' };
import { plainSubject } from './mail/mail-header.ts';
import { asides, type PreparedText } from './prepared-text.ts';

const labelledLine = once(() => /^[*_]{0,2}([\p{L}][\p{L} ]{1,30}?)[*_]{0,2}\s*[:：][*_]{0,2}\s*(.*)$/u);
/** A colon stands where a label ends: most lines have none. */
const LABEL_REACH = 80;
/** A header of this many lines is longer than any program writes. */
const REACH = 10;

type ClipField = keyof typeof rules;
const FIELD_OF: ReadonlyMap<string, ClipField> = new Map(
  (['title', 'url', 'published', 'begins'] as const).flatMap((field) =>
    rules[field].map((label) => [label, field] as const),
  ),
);
const READER_TIME =
  /^\d{1,3}(?:\s?[–—-]\s?\d{1,3})?\s?(?:minutes?|mins?|min\. read|min read|minute read|minuten|minutos|minuti|minut[yi]?|хв(?:илин[аи]?)?|мин(?:ут[аы]?)?|dakika|分钟|分鐘|分|분|دقائق)(?:\s.{0,12})?$/iu;
const HOST = /^(?:www\.)?(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}$/i;

/** "Title: …", "URL Source: …" above a text, as programs write that make text of pages; or a browser's reader view, which begins with the host. */
export function withLabels(prepared: PreparedText): PreparedText {
  return clipped(prepared) ?? readerView(prepared) ?? prepared;
}

function clipped(prepared: PreparedText): PreparedText | null {
  const known: { -readonly [K in keyof KnownFacts]: KnownFacts[K] } = {};
  let written: FoundDate | null = null;
  const used = new Set<number>();
  const seen = new Set<ClipField>();
  for (let at = 0; at < Math.min(REACH, prepared.lines.length); at += 1) {
    const text = prepared.lines[at]?.text ?? '';
    const match = /[:：]/.test(text.slice(0, LABEL_REACH)) ? labelledLine().exec(text) : null;
    const field = FIELD_OF.get(match?.[1]?.toLowerCase() ?? '');
    const value = match?.[2]?.trim() ?? '';
    if (!field) continue;
    const [url] = field === 'url' ? articleLinks(value) : [];
    const date = field === 'published' ? findDate(value) : null;
    if (field === 'title' && value !== '') known.title = plainSubject(value) || value;
    else if (url) known.url = url;
    else if (date) written = date;
    else if (field !== 'begins') continue;
    used.add(at);
    seen.add(field);
  }
  if (!seen.has('title') && !(seen.has('url') && seen.has('published'))) return null;
  const outlet = known.url ? outletOfUrl(known.url) : null;
  const title = known.title;
  return {
    ...prepared,
    lines: prepared.lines.filter((_, at) => !used.has(at)),
    before: [
      ...prepared.before,
      ...asides(
        prepared.lines.filter((line, at) => used.has(at) && !(title && line.text.endsWith(title))),
        'metadata',
      ),
    ],
    known: {
      ...prepared.known,
      ...known,
      ...knownDay(written, 'header', {
        lines: prepared.lines.map(({ text }) => text),
        url: known.url ?? null,
      }),
      ...(outlet ? { outlet } : {}),
    },
  };
}

function readerView(prepared: PreparedText): PreparedText | null {
  const [first, ...rest] = prepared.lines;
  if (!first || !HOST.test(first.text) || prepared.lines.length < 4) return null;
  const outlet = outletOfUrl(`https://${first.text.toLowerCase()}`);
  const time = rest.slice(0, 6).filter((line) => READER_TIME.test(line.text));
  return {
    ...prepared,
    lines: rest.filter((line) => !time.includes(line)),
    before: [...prepared.before, ...asides([first, ...time], 'metadata')],
    known: { ...prepared.known, ...(outlet ? { outlet } : {}) },
  };
}
