import { quarantineFor } from '../gates/quarantine.ts';
import type { KnownFacts } from '../known-facts.ts';
import { agencyNamed } from '../metadata/contributors.ts';
import { knownDay } from '../metadata/date-order.ts';
import { type FoundDate, findDate } from '../metadata/dates.ts';
import { outletNamed } from '../metadata/links.ts';
import { namesIn } from '../metadata/names.ts';
import { once } from '../once.ts';
import { lineWords } from '../roles/line-words.ts';
import type { Line } from '../roles/lines.ts';
import { endsSentence, wordCount } from '../roles/sentences.ts';
import rules from '../rules/databases.json' with { type: 'json' };
import { asides, type PreparedText } from './prepared-text.ts';

const countOfWords = once(() => new RegExp(`^\\d[\\d.,\\s]{0,7}\\s?(?:${rules.words.join('|')})$`, 'iu'));
const TIME = /^\d{1,2}[:.]\d{2}(?:\s?(?:[AP]M|GMT|UTC))?$/i;
/** What stands between outlet and text: its code, its page, its language, its rights. */
const LANGUAGES: ReadonlySet<string> = new Set(rules.languages);
const RIGHTS = /^(?:copyright\b|\(c\)|©)/i;
const NUMBER = /^document\s[A-Z0-9]{12,}$/i;
/** A header of a clipping has at most so many lines. */
const REACH = 14;
/** "Stadtblatt, 12.09.2023, Nr. 212, S. 4": a German archive's line above and below. */
const archivedLine = once(
  () => /^(?:quelle:\s*)?(\p{Lu}[^,]{1,60}),\s(.{6,30}?),\s(?:nr\.\s?\d+,\s)?(?:s\.|seite)\s?[\w-]{1,6}$/iu,
);
/** "Le Courrier, no. 1234" and "Région, mardi 12 septembre 2023, p. 7": two lines of a French one. */
const issueLine = once(() => /^(\p{Lu}.{1,60}?),\s(?:no|n°|nº|nr|vol)\.?\s?\d+$/iu);
/** "dpa0123 4 pl 212 dpa 0456": agency and number, priority, desk, words. */
const WIRE_NUMBER = /^([a-z]{2,4})-?[a-z]{0,3}\d{3,4}\s\d\s[a-z]{2}\s\d{1,4}\b/;
const beforeNames = once(() => new RegExp(`^(?:${lineWords('by')})\\s+`, 'i'));
const keywords = once(() => /^\p{Lu}[^.!?]{2,80}\/$/u);
const WIRE_NOTES = /^(?:notizblock|redaktionelle hinweise|notes to editors|internet|service)$/i;
const MAYBE_ARCHIVED = /(?:no|n°|nº|nr|vol|s|seite)\.?\s?[\w-]{1,6}$/i;
const LONGEST_NAME = 8;

/** An article as press archives show it: Factiva's page, PressReader, German and French archives. Their header tells title, outlet, day and names. */
export function fromClipping(prepared: PreparedText): PreparedText {
  return displayed(prepared) ?? pressReader(prepared) ?? archived(prepared) ?? wired(prepared) ?? prepared;
}

/** Factiva as its page shows it: title, byline, "180 words", day, outlet, code, language, rights. */
function displayed(prepared: PreparedText): PreparedText | null {
  const { lines } = prepared;
  const counts = lines.flatMap(({ text }, at) =>
    /^\d/.test(text) && countOfWords().test(text) && dateOf(lines[at + 1]) ? [at] : [],
  );
  const [count] = counts;
  if (count === undefined || count < 1 || count > 4) return null;
  const text = lines.findIndex(
    ({ text: told }, at) =>
      at > count && endsSentence(told) && wordCount(told) > LONGEST_NAME && !RIGHTS.test(told),
  );
  if (text < 0 || text > count + REACH) return null;
  const between = lines.slice(count + 2, text).filter((line) => !TIME.test(line.text));
  const outlet = between.find(({ text: name }) => !isCode(name));
  const next =
    counts[1] === undefined
      ? -1
      : lines.findLastIndex(({ text: told }, at) => at < (counts[1] ?? 0) && NUMBER.test(told));
  const end = next > text ? next : lines.length;
  const rest = lines.filter((line, at) => at >= end || (at >= text && NUMBER.test(line.text)));
  return {
    ...prepared,
    lines: lines.slice(text, end).filter((line) => !NUMBER.test(line.text)),
    before: [...prepared.before, ...asides(lines.slice(1, text), 'metadata')],
    after: [...asides(rest, 'boilerplate'), ...prepared.after],
    known: knownOf({
      title: lines[0]?.text,
      names: count > 1 ? lines[count - 1]?.text : undefined,
      date: dateOf(lines[count + 1]),
      outlet: outlet?.text,
    }),
    ...(counts.length > 1 && !prepared.quarantine
      ? {
          quarantine: quarantineFor(
            'several-articles',
            `it holds several articles (${counts.length}), and only the first was read`,
          ),
        }
      : {}),
  };
}

function isCode(text: string): boolean {
  return /^[A-Z0-9]{2,12}$/.test(text) || LANGUAGES.has(text.toLowerCase()) || RIGHTS.test(text);
}

/** PressReader: a title, then "Outlet · 12 Sep 2023 · 4 · NAME". */
function pressReader(prepared: PreparedText): PreparedText | null {
  const at = prepared.lines.slice(0, 4).findIndex(({ text }) => text.split(/\s[·•]\s/).length >= 3);
  const line = prepared.lines[at];
  const [title] = prepared.lines;
  if (!line || at === 0) return null;
  const parts = line.text.split(/\s[·•]\s/);
  const dated = parts.findIndex((part) => findDate(part) !== null);
  if (dated < 1) return null;
  const names = parts.slice(dated + 1).find((part) => /\p{L}{3}/u.test(part));
  return {
    ...prepared,
    lines: prepared.lines.filter((_, index) => index !== at && index !== 0),
    before: [...prepared.before, ...asides([line], 'metadata')],
    known: knownOf({ title: title?.text, names, date: findDate(parts[dated] ?? ''), outlet: parts[0] }),
  };
}

/** A line of outlet, day and page above the title, as archives print it, and perhaps once more below the text. */
function archived(prepared: PreparedText): PreparedText | null {
  const { lines } = prepared;
  const [first, second] = lines;
  // Most texts begin with a title, which has no page and no issue.
  if (!MAYBE_ARCHIVED.test(first?.text ?? '')) return null;
  const match = archivedLine().exec(first?.text ?? '');
  const issue = issueLine().exec(first?.text ?? '');
  const date = match ? findDate(match[2] ?? '') : issue ? dateOf(second) : null;
  if (!date || !first) return null;
  const head = lines.slice(0, issue ? 2 : 1);
  const outlet = (match ?? issue)?.[1];
  const below = lines.filter(({ text }, at) => at >= head.length && archivedLine().test(text));
  return {
    ...prepared,
    lines: lines.filter((line) => !head.includes(line) && !below.includes(line)),
    before: [...prepared.before, ...asides(head, 'metadata')],
    after: [...asides(below, 'boilerplate'), ...prepared.after],
    known: knownOf({ date, outlet }),
  };
}

/** A story as an agency's system prints it: its number, keywords that end in a slash, and the desk's own notes below. */
function wired(prepared: PreparedText): PreparedText | null {
  const { lines } = prepared;
  const agency = WIRE_NUMBER.exec(lines[0]?.text ?? '')?.[1];
  if (!agency) return null;
  const head = lines.slice(0, 3).filter(({ text }, at) => at === 0 || keywords().test(text));
  const notes = lines.findIndex(({ text }) => WIRE_NOTES.test(text));
  const end = notes < 0 ? lines.length : notes;
  const name = agencyNamed(agency);
  return {
    ...prepared,
    lines: lines.slice(0, end).filter((line) => !head.includes(line)),
    before: [...prepared.before, ...asides(head, 'metadata')],
    after: [...asides(lines.slice(end), 'boilerplate'), ...prepared.after],
    known: { ...prepared.known, ...(name ? { agency: name } : {}) },
  };
}

function dateOf(line: Line | undefined): FoundDate | null {
  return line && wordCount(line.text) <= LONGEST_NAME ? findDate(line.text) : null;
}

interface ClippingFacts {
  readonly title?: string | undefined;
  readonly names?: string | undefined;
  readonly outlet?: string | undefined;
  readonly date: FoundDate | null;
}

function knownOf({ title, names, outlet, date }: ClippingFacts): KnownFacts {
  const authors = namesIn(capitalised((names ?? '').replace(beforeNames(), '')));
  return {
    ...(title ? { title } : {}),
    ...(outlet ? { outlet: outletNamed(outlet) } : {}),
    ...(authors.length > 0 ? { authors } : {}),
    ...knownDay(date, 'header'),
  };
}

/** "LUCÍA HERRERA" as names are written; names in small letters stay as they are. */
function capitalised(name: string): string {
  if (name !== name.toUpperCase()) return name;
  return name.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
}
