import { isDay } from '../../lambdas/reader/pages/pause.ts';
import { type AddressProblem, readAddress } from '../../lambdas/reader/subscription/address.ts';
import type { Reader } from '../../lambdas/types.ts';
import { type CsvRecord, readCsv, withoutGuard, writeCsv } from './csv.ts';

/** A line of the file that is fit to be written, or why it is not. Never repeats the address. */
export type ReaderLine =
  | {
      readonly kind: 'entry';
      readonly line: number;
      readonly entry: Pick<Reader, 'address' | 'language'> & {
        readonly consentAt: string;
        readonly consentFrom: string;
        readonly pausedUntil?: string;
      };
    }
  | { readonly kind: 'refused'; readonly line: number; readonly why: string };

export interface ListRules {
  /** Of the briefing. */
  readonly languages: readonly string[];
  /** Epoch milliseconds: consent is not of the future. */
  readonly now: number;
  /** Two spellings of one address have one. */
  readonly idOf: (address: string) => string;
}

/** The file itself cannot be read as a list; the message says what to do. */
export class ListError extends Error {
  override readonly name = 'ListError';
}

const COLUMNS = ['address', 'language', 'consent date', 'consent source'] as const;
/** What an export has besides; a list without it pauses nobody. */
const PAUSE = 'paused until';
type Column = (typeof COLUMNS)[number] | typeof PAUSE;
/** What spreadsheets write, depending on the country. */
const DELIMITERS = [',', ';', '\t'];
const SOURCE_LENGTH = 200;

const PROBLEMS: Readonly<Record<AddressProblem, string>> = {
  empty: 'there is no address',
  'too-long': 'the address is longer than 254 characters',
  several: 'there must be one address alone, without a name, a space or a comma',
  'no-at': 'the address has no @',
  quoted: 'the address has a quoted part, which is not mailed to from here',
  encoded: 'the address is an encoded word (=?…?=), which stands for a name in a header',
  invisible: 'there is a sign in the address that cannot be seen',
  'beyond-ascii': 'the address has letters before the @ that SES cannot mail to (it has no SMTPUTF8)',
  local: 'what stands before the @ is no part of an address',
  domain: 'what stands behind the @ is no domain',
};

/** Reads a list of readers, line by line. @throws ListError when it has not the four columns or is not UTF-8. */
export function* readList(bytes: Uint8Array, rules: ListRules): Generator<ReaderLine> {
  const { records, places, width } = opened(decoded(bytes));
  const seen = new Map<string, number>();
  for (const record of records) {
    const { line } = record;
    const refused = (why: string): ReaderLine => ({ kind: 'refused', line, why });
    if (record.kind === 'broken') {
      yield refused(record.why);
      continue;
    }
    if (record.cells.length !== width) {
      yield refused(`there are ${record.cells.length} cells, and the first line has ${width}`);
      continue;
    }
    const read = entryIn((column) => withoutGuard(record.cells[places[column]] ?? '').trim(), rules);
    if (typeof read === 'string') {
      yield refused(read);
      continue;
    }
    const id = rules.idOf(read.address);
    const before = seen.get(id);
    if (before !== undefined) {
      yield refused(`it is the address of line ${before} again`);
      continue;
    }
    seen.set(id, line);
    yield { kind: 'entry', line, entry: read };
  }
}

/** Readers as a list that `readList` takes, and that a spreadsheet can open safely. */
export function writeList(readers: readonly Reader[]): string {
  const rows = readers.map((reader) => [
    reader.address,
    reader.language,
    reader.consentAt ?? reader.confirmedAt,
    reader.consentFrom ?? '',
    reader.confirmedAt,
    reader.pausedUntil ?? '',
  ]);
  return writeCsv([[...COLUMNS, 'confirmed', PAUSE], ...rows]);
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ListError('The file is not UTF-8. Save it as "CSV UTF-8" and try again.', { cause });
  }
}

/** The records after the first, which names the columns, in any order and beside others. */
function opened(text: string) {
  for (const delimiter of DELIMITERS) {
    const records = readCsv(text, delimiter);
    const first = records.next().value as CsvRecord | undefined;
    if (first?.kind !== 'cells') continue;
    const names = first.cells.map((name) => name.trim().toLowerCase());
    if (!COLUMNS.every((column) => names.includes(column))) continue;
    const place = (column: Column) => names.indexOf(column);
    const places: Readonly<Record<Column, number>> = {
      address: place('address'),
      language: place('language'),
      'consent date': place('consent date'),
      'consent source': place('consent source'),
      [PAUSE]: place(PAUSE),
    };
    return { records, places, width: names.length };
  }
  throw new ListError(
    `The first line must name the columns ${COLUMNS.join(', ')}; others may stand beside them.`,
  );
}

function entryIn(cell: (column: Column) => string, { languages, now }: ListRules) {
  const reading = readAddress(cell('address'));
  if (reading.kind === 'problem') return PROBLEMS[reading.problem];
  const language = cell('language').toLowerCase();
  if (!languages.includes(language)) return `the language is not one of ${languages.join(', ')}`;
  const consentAt = consentDate(cell('consent date'));
  if (consentAt === null) return 'the consent date is not like 2023-09-14 or 2023-09-14T07:00:00Z';
  if (Date.parse(consentAt) > now) return 'the consent date lies in the future';
  const consentFrom = cell('consent source');
  if (consentFrom === '') return 'the consent source is empty: where did this person ask to be mailed?';
  if (consentFrom.length > SOURCE_LENGTH || /[\p{Cc}\u2028\u2029]/u.test(consentFrom))
    return `the consent source must be one line of at most ${SOURCE_LENGTH} characters`;
  const pausedUntil = cell(PAUSE);
  if (pausedUntil !== '' && !isDay(pausedUntil)) return `"${PAUSE}" is no day like 2023-09-14`;
  return {
    address: reading.address,
    language,
    consentAt,
    consentFrom,
    ...(pausedUntil === '' ? {} : { pausedUntil }),
  };
}

function consentDate(text: string): string | null {
  if (isDay(text)) return text;
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  return instant && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)) ? text : null;
}
