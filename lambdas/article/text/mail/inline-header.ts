import { once } from '../../once.ts';
import labels from '../../rules/mail-labels.json' with { type: 'json' };
import type { MailField, MailHeader } from './mail-line.ts';

const FIELDS: readonly MailField[] = ['from', 'date', 'subject', 'to', 'cc'];
/** Yahoo's rule, with the whole header glued behind it. */
const yahooRule = once(() => /^[\s>]*-{4,8}\s[^-]{3,60}\s-{4,8}\s+(?=\p{Lu})/u);
const LONGEST = 2000;
const MOST_LINES = 8;
const capital = (label: string) => label.charAt(0).toUpperCase() + label.slice(1);
const escaped = (names: readonly string[]) => names.map((name) => name.replace(/[.()]/g, '\\$&')).join('|');

/** Made for the first such line: few texts have one. */
const patterns = once(() => {
  const names = FIELDS.flatMap((field) =>
    labels[field].flatMap((label) =>
      [capital(label), label.toUpperCase()].map((one) => [one, field] as const),
    ),
  ).toSorted(([a], [b]) => b.length - a.length);
  return {
    fieldOf: new Map<string, MailField>(names.toReversed()),
    label: new RegExp(`(${escaped(names.map(([name]) => name))})\\s?[:：]\\s?`, 'gu'),
    bareSubject: new RegExp(`(?<=[\\p{L}\\d])(?:${escaped(labels.subject.map(capital))})\\s(?=\\S)`, 'u'),
  };
});

/**
 * The header that Yahoo Mail writes in one line of its text, without a space between a value and the next label:
 * "----- Forwarded Message ----- From: A <a@b>To: …Sent: …Subject: …". Another program may have broken it. Null elsewhere.
 */
export function inlineHeader(lines: readonly string[], start: number): MailHeader | null {
  const first = lines[start] ?? '';
  if (!first.includes('----') || !yahooRule().test(first.slice(0, LONGEST))) return null;
  for (let end = start + 1; end <= start + MOST_LINES && end <= lines.length; end += 1) {
    if (end > start + 1 && bare(lines[end - 1]).trim() === '') return null;
    const fields = fieldsIn(joined(lines, start, end));
    if (fields === null) continue;
    const last = end > start + 1 ? subjectEnd(lines, start, end) : end;
    return {
      start,
      end: last,
      fields: last === end ? fields : (fieldsIn(joined(lines, start, last)) ?? fields),
    };
  }
  return null;
}

/** Where a broken subject ends: the article below begins behind a space, or its first word had still fitted. */
function subjectEnd(lines: readonly string[], start: number, from: number): number {
  const width = Math.max(...lines.slice(start, from).map((line) => bare(line).length));
  let end = from;
  while (end < from + 2) {
    const [word = ''] = /^\S*/.exec(bare(lines[end])) ?? [];
    if (
      word === '' ||
      bare(lines[end - 1]).length < width / 2 ||
      bare(lines[end - 1]).length + 1 + word.length <= width
    )
      break;
    end += 1;
  }
  return end;
}

function bare(line: string | undefined): string {
  return (line ?? '').replace(/^(?:> ?)+/, '');
}

function joined(lines: readonly string[], start: number, end: number): string {
  return lines.slice(start, end).map(bare).join(' ').slice(0, LONGEST);
}

function fieldsIn(line: string): ReadonlyMap<MailField, string> | null {
  const { fieldOf, label, bareSubject } = patterns();
  const rest = line.replace(yahooRule(), '');
  const found = [...rest.matchAll(label)];
  if (found[0]?.index !== 0) return null;
  const fields = new Map<MailField, string>();
  found.forEach((match, at) => {
    const field = fieldOf.get(match[1] ?? '');
    const value = rest.slice(match.index + match[0].length, found[at + 1]?.index);
    if (field && !fields.has(field)) fields.set(field, value.trim());
  });
  const date = fields.get('date');
  const unmarked = fields.has('subject') || date === undefined ? null : bareSubject.exec(date);
  if (unmarked && date !== undefined) {
    fields.set('subject', date.slice(unmarked.index + unmarked[0].length).trim());
    fields.set('date', date.slice(0, unmarked.index).trim());
  }
  return fields.has('from') && fields.get('subject') ? fields : null;
}
