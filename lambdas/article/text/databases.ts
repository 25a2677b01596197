import type { KnownFacts } from '../known-facts.ts';
import { knownDay } from '../metadata/date-order.ts';
import { findDate } from '../metadata/dates.ts';
import { outletNamed } from '../metadata/links.ts';
import { namesIn } from '../metadata/names.ts';
import { once } from '../once.ts';
import { lineWords } from '../roles/line-words.ts';
import type { Line } from '../roles/lines.ts';
import { isRights, isRightsLine } from '../roles/rights.ts';
import { endsSentence, wordCount } from '../roles/sentences.ts';
import rules from '../rules/databases.json' with { type: 'json' };
import { asides, type PreparedText } from './prepared-text.ts';

const { factiva, nexis } = rules;
const FACTIVA_CODES = new Set<string>([
  factiva.title,
  factiva.byline,
  factiva.date,
  factiva.time,
  factiva.outlet,
  ...factiva.body,
  ...factiva.others,
]);
const CODED = /^([A-Z]{2,3})(?:\s+(\S.*))?$/;
const LEAST_CODES = 5;
/** A colon stands where a label ends: most lines have none. */
const LABEL_REACH = 80;
const labelledLine = once(() => /^([\p{L}][\p{L} -]{2,24}?)\s*:\s*(.*)$/u);
const NEXIS_ONLY = new Set([
  'load-date',
  'length',
  'body',
  'byline',
  'section',
  'end of document',
  'longueur',
  'länge',
]);
const LEAST_NEXIS = 3;
/** "Page 1 of 2" above each page of a delivery. */
const PAGE = new RegExp(`^(?:${lineWords('page')})\\s\\d+\\s(?:${lineWords('pageOf')})\\s\\d+$`, 'i');

/** An article as Factiva or Nexis deliver it: fields by code or label, with the text between them. */
export function fromDatabase(prepared: PreparedText): PreparedText {
  return factivaFields(prepared) ?? nexisFields(prepared) ?? withoutRights(prepared);
}

/** Factiva's field codes, one to a line: HD the title, BY the byline, LP and TD the text. */
function factivaFields(prepared: PreparedText): PreparedText | null {
  const codes = prepared.lines.map(({ text }) => {
    const match = CODED.exec(text);
    return match?.[1] && FACTIVA_CODES.has(match[1]) ? { code: match[1], value: match[2] ?? '' } : null;
  });
  const seen = new Set(codes.flatMap((one) => one?.code ?? []));
  if (seen.size < LEAST_CODES || !seen.has(factiva.title) || !seen.has(factiva.date)) return null;
  const value = new Map<string, string>();
  const body: Line[] = [];
  const fields: Line[] = [];
  let current = '';
  prepared.lines.forEach((line, at) => {
    const coded = codes[at];
    if (coded) current = coded.code;
    const isText = factiva.body.includes(current);
    if (coded && !isText) value.set(current, coded.value);
    else if (!coded && !isText) value.set(current, `${value.get(current) ?? ''} ${line.text}`.trim());
    if (isText && !(coded && coded.value === '')) body.push(coded ? { ...line, text: coded.value } : line);
    else fields.push(line);
  });
  const known = knownFrom({
    title: value.get(factiva.title),
    byline: value.get(factiva.byline),
    date: `${value.get(factiva.date) ?? ''} ${value.get(factiva.time) ?? ''}`,
    outlet: value.get(factiva.outlet),
  });
  return { ...prepared, lines: body, before: [...prepared.before, ...asides(fields, 'metadata')], known };
}

/** Nexis: title, outlet and date above labels, "Body" above the text, "Load-Date" below it. */
function nexisFields(prepared: PreparedText): PreparedText | null {
  const { lines } = prepared;
  const labels = lines.map(({ text }) => labelOf(text));
  if (new Set(labels.filter((label) => label && NEXIS_ONLY.has(label.name))).size < LEAST_NEXIS) return null;
  const start = labels.findIndex((label) => label !== null && nexis.body.includes(label.name));
  const after = labels.findIndex(
    (label, at) => at > start && label !== null && nexis.end.includes(label.name),
  );
  const end = after < 0 ? lines.length : after;
  // Without "Body" the text begins with its first sentence.
  const begins = start < 0 ? lines.findIndex(({ text }) => endsSentence(text) && wordCount(text) > 8) : start;
  const head = lines.slice(0, Math.max(0, begins)).filter(({ text }) => !PAGE.test(text));
  const value = (names: readonly string[]) =>
    labels.find((label) => label && names.includes(label.name))?.value;
  const open = head.filter((line, at) => labels[at] === null && !isRights(line.text));
  const dated = open.findIndex(({ text }) => findDate(text) !== null);
  const outlet = dated > 0 ? open[dated - 1]?.text : undefined;
  const title = value(nexis.title) ?? (dated > 1 || dated < 0 ? open[0]?.text : undefined);
  const known = knownFrom({
    title,
    byline: value(nexis.byline),
    date: open[dated]?.text ?? value(nexis.date),
    outlet: outlet === title ? undefined : outlet,
  });
  const inner = labels[start]?.value ?? '';
  const text = lines.slice(start + 1, end);
  const first = inner === '' ? [] : lines.slice(start, start + 1).map((line) => ({ ...line, text: inner }));
  return {
    ...prepared,
    lines: start < 0 ? lines.filter((_, at) => labels[at] === null && at < end) : [...first, ...text],
    before: [
      ...prepared.before,
      ...asides(start < 0 ? lines.filter((_, at) => labels[at] !== null && at < end) : head, 'metadata'),
    ],
    after: [...asides(lines.slice(end), 'boilerplate'), ...prepared.after],
    known,
  };
}

function labelOf(text: string): { readonly name: string; readonly value: string } | null {
  const lower = text.toLowerCase();
  if (nexis.body.includes(lower) || lower === 'end of document' || lower === 'classification')
    return { name: lower, value: '' };
  const match = text.slice(0, LABEL_REACH).includes(':') ? labelledLine().exec(text) : null;
  const name = match?.[1]?.toLowerCase() ?? '';
  const isLabel = [nexis.byline, nexis.date, nexis.title, nexis.body, nexis.aside].some((list) =>
    list.includes(name),
  );
  return isLabel ? { name, value: match?.[2]?.trim() ?? '' } : null;
}

/** Lines of rights or a database's own number above or below a text: taken off where they stand, so that no line changes its place. */
function withoutRights(prepared: PreparedText): PreparedText {
  const { lines } = prepared;
  const start = lines.findIndex(({ text }) => !isRightsLine(text));
  if (start < 0) return prepared;
  const end = lines.findLastIndex(({ text }) => !isRightsLine(text)) + 1;
  return {
    ...prepared,
    lines: lines.slice(start, end),
    before: [...prepared.before, ...asides(lines.slice(0, start), 'boilerplate')],
    after: [...asides(lines.slice(end), 'boilerplate'), ...prepared.after],
  };
}

interface Found {
  readonly title?: string | undefined;
  readonly byline?: string | undefined;
  readonly date?: string | undefined;
  readonly outlet?: string | undefined;
}

function knownFrom({ title, byline, date, outlet }: Found): KnownFacts {
  const found = findDate(date ?? '');
  const authors = namesIn((byline ?? '').replace(/^by\s+/i, ''));
  return {
    ...(title ? { title } : {}),
    // Databases add where a paper comes out: "The Guardian (London)".
    ...(outlet ? { outlet: outletNamed(outlet.replace(/\s+\([^)]{2,40}\)$/u, '')) } : {}),
    ...(authors.length > 0 ? { authors } : {}),
    ...knownDay(found, 'header'),
  };
}
