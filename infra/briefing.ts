import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Editor } from '../lambdas/desk/session.ts';
import type { Settings } from '../lambdas/types.ts';
import { complain, distinct, type Field, list, members, optional, text, whole } from './field.ts';
import {
  isCertificateArn,
  isDate,
  isDay,
  isEditorArn,
  isLanguage,
  isLine,
  isMailAddress,
  isPublicAddress,
  isTime,
  isTimeZone,
  isTitle,
} from './formats.ts';

/** What an operator sets: the functions get `Settings` of it, the stacks use the rest. */
export interface Briefing extends Settings {
  /** First and last day of the coverage, `YYYY-MM-DD` in `timeZone`, both included: it does not mail for ever. */
  readonly coverage: { readonly first: string; readonly last: string };
  readonly schedule: { readonly time: string; readonly days: readonly string[] };
  /** Of ACM in us-east-1. With it the distribution answers under the public address's own host name. */
  readonly certificateArn?: string;
  /** IAM roles and users that may upload to the inbox bucket. */
  readonly editors: readonly string[];
  readonly sampleReaders: readonly { readonly address: string; readonly language: string }[];
}

/** The operator must edit the briefing: `problems` has one sentence per setting, each naming its key. */
export class BriefingError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.map((problem) => `briefing: ${problem}`).join('\n'), options);
    this.name = 'BriefingError';
    this.problems = problems;
  }
}

/** Lambda takes 4096 bytes of environment; the rest is for the names of buckets, table and secret. */
const SETTINGS_BYTES = 3_300;

/** Checks a parsed briefing file. Throws `BriefingError` with every problem found, unknown keys included. */
export function parseBriefing(value: unknown): Briefing {
  const problems: string[] = [];
  const briefing = briefingIn({ path: '', value, problems });
  if (problems.length > 0) throw new BriefingError(problems);
  const size = Buffer.byteLength(JSON.stringify(settingsOf(briefing)));
  if (size > SETTINGS_BYTES) {
    throw new BriefingError([
      `"topic" is too long: the settings take ${size} bytes of ${SETTINGS_BYTES}; shorten its seeds`,
    ]);
  }
  return briefing;
}

/** Reads and checks the file. Throws `BriefingError` when it is absent, not JSON, or has a bad setting. */
export function readBriefing(file: string): Briefing {
  try {
    return parseBriefing(parsed(file));
  } catch (error) {
    if (!(error instanceof BriefingError)) throw error;
    throw new BriefingError(
      error.problems.map((problem) => `${problem} (${file})`),
      { cause: error.cause },
    );
  }
}

function parsed(file: string): unknown {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BriefingError(['the file cannot be read; cdk.json names it as "context.briefing"'], { cause });
  }
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new BriefingError([`the file is not JSON: ${cause instanceof Error ? cause.message : cause}`], {
      cause,
    });
  }
}

/** The file that cdk.json, or `given` (a context from the command line), names as `briefing`; relative to `root`. */
export function briefingFile(
  root: string = fileURLToPath(new URL('..', import.meta.url)),
  given: unknown = {},
): string {
  const problems: string[] = [];
  const value =
    member(given, 'briefing') ?? member(member(parsed(resolve(root, 'cdk.json')), 'context'), 'briefing');
  const file = text({ path: 'cdk.json: context.briefing', value, problems }, 'a file name', isLine);
  if (problems.length > 0) throw new BriefingError(problems);
  return resolve(root, file);
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

/** The part of the briefing that the functions get, as the JSON of their `BRIEFING` variable. */
export function settingsOf(briefing: Briefing): Settings {
  const { name, topic, languages, timeZone, windowHours, sendByHours, sender, publicAddress, postalAddress } =
    briefing;
  const { coverage, quietEdition, quoteCap, unsubscribeMailbox } = briefing;
  return {
    name,
    topic,
    coverage,
    languages,
    timeZone,
    windowHours,
    sendByHours,
    sender,
    publicAddress,
    postalAddress,
    ...(quietEdition === undefined ? {} : { quietEdition }),
    ...(quoteCap === undefined ? {} : { quoteCap }),
    ...(unsubscribeMailbox === undefined ? {} : { unsubscribeMailbox }),
  };
}

const line = (field: Field) => text(field, 'a line of text', isLine);
// It becomes the comment of a distribution, which takes 128 characters.
const title = (field: Field) => text(field, 'a line of at most 100 characters', isTitle);
const mailAddress = (field: Field) =>
  text(field, 'a plain ASCII mail address like name@example.org', isMailAddress);
const language = (field: Field) => text(field, 'an ISO 639-1 language code like "uk"', isLanguage);

function briefingIn(root: Field): Briefing {
  const get = members(
    root,
    [
      'name',
      'topic',
      'coverage',
      'languages',
      'timeZone',
      'schedule',
      'windowHours',
      'sendByHours',
      'sender',
      'publicAddress',
      'postalAddress',
      'editors',
      'sampleReaders',
    ],
    ['certificateArn', 'quietEdition', 'quoteCap', 'unsubscribeMailbox'],
  );
  const languages = list(get('languages'), 'a list of at least one language code', 1, language);
  distinct(get('languages'), languages);
  const editors = list(get('editors'), 'a list of IAM role or user ARNs, or []', 0, (item) =>
    text(item, 'the ARN of an IAM role or user', isEditorArn),
  );
  distinct(get('editors'), editors);
  const certificateArn = optional(get('certificateArn'), (field) =>
    text(
      field,
      'the ARN of an ACM certificate in us-east-1 (CloudFront takes no other region)',
      isCertificateArn,
    ),
  );
  const schedule = scheduleIn(get('schedule'));
  const quietEdition = optional(get('quietEdition'), quietIn);
  const quoteCap = optional(get('quoteCap'), capIn);
  const unsubscribeMailbox = optional(get('unsubscribeMailbox'), mailAddress);
  return {
    name: title(get('name')),
    topic: topicIn(get('topic')),
    coverage: coverageIn(get('coverage')),
    languages,
    timeZone: text(get('timeZone'), 'an IANA time zone like "Europe/Kyiv"', isTimeZone),
    schedule,
    windowHours: windowIn(get('windowHours'), schedule.days),
    sendByHours: whole(get('sendByHours'), 'hours', 1, 72),
    sender: senderIn(get('sender')),
    publicAddress: text(
      get('publicAddress'),
      'https:// and a host, without a path or a trailing slash',
      isPublicAddress,
    ),
    postalAddress: line(get('postalAddress')),
    editors,
    sampleReaders: readersIn(get('sampleReaders'), languages),
    ...(certificateArn === undefined ? {} : { certificateArn }),
    ...(quietEdition === undefined ? {} : { quietEdition }),
    ...(quoteCap === undefined ? {} : { quoteCap }),
    ...(unsubscribeMailbox === undefined ? {} : { unsubscribeMailbox }),
  };
}

function quietIn(field: Field): NonNullable<Briefing['quietEdition']> {
  return text(field, '"send" or "skip"', (value) => value === 'send' || value === 'skip') === 'skip'
    ? 'skip'
    : 'send';
}

function capIn(field: Field): NonNullable<Briefing['quoteCap']> {
  const get = members(field, ['words', 'share']);
  const { value } = get('share');
  const isShare = typeof value === 'number' && value > 0 && value <= 1;
  if (!isShare) complain(get('share'), 'a share above 0 and up to 1, like 0.2');
  return { words: whole(get('words'), 'words', 1, 1000), share: isShare ? value : 1 };
}

function topicIn(field: Field): Briefing['topic'] {
  const get = members(field, ['title', 'names', 'seeds']);
  return {
    title: line(get('title')),
    names: list(get('names'), 'a list of at least one name', 1, line),
    seeds: list(get('seeds'), 'a list of at least one sentence', 1, line),
  };
}

function coverageIn(field: Field): Briefing['coverage'] {
  const get = members(field, ['first', 'last']);
  const day = (item: Field) => text(item, 'a date YYYY-MM-DD that exists', isDate);
  const [first, last] = [day(get('first')), day(get('last'))];
  if (first !== '' && last !== '' && first > last)
    complain(get('last'), `on or after coverage.first (${first})`);
  return { first, last };
}

function scheduleIn(field: Field): Briefing['schedule'] {
  const get = members(field, ['time', 'days']);
  const days = list(get('days'), 'a list of at least one weekday', 1, (item) =>
    text(item, 'one of mon tue wed thu fri sat sun', isDay),
  );
  distinct(get('days'), days);
  return { time: text(get('time'), 'HH:MM', isTime), days };
}

/**
 * Windows must overlap: a file that was uploaded just before one edition and read just after it is new in the next only
 * if the next window still covers it. Two hours more than the longest gap, since a day in autumn has 25.
 */
function windowIn(field: Field, days: readonly string[]): number {
  const before = field.problems.length;
  const hours = whole(field, 'hours', 1, 336);
  const at = WEEK.flatMap((day, n) => (days.includes(day) ? [n] : []));
  if (field.problems.length > before || at.length !== days.length || at.length === 0) return hours;
  const gaps = at.map((day, n) => (((at[(n + 1) % at.length] ?? day) - day + 6) % 7) + 1);
  const least = Math.max(...gaps) * 24 + 2;
  if (hours < least) {
    complain(field, `at least ${least}, two hours more than the longest time between two editions`);
  }
  return hours;
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function senderIn(field: Field): Briefing['sender'] {
  const get = members(field, ['name', 'address'], ['replyTo']);
  const replyTo = optional(get('replyTo'), mailAddress);
  return {
    name: title(get('name')),
    address: mailAddress(get('address')),
    ...(replyTo === undefined ? {} : { replyTo }),
  };
}

function readersIn(field: Field, languages: readonly string[]): Briefing['sampleReaders'] {
  const readers = list(field, 'a list of readers, or []', 0, (item) => {
    const get = members(item, ['address', 'language']);
    // With no good language the list above has its own complaint; no reader is to blame.
    const offered = (value: string) => languages.includes(value) || languages.every((one) => one === '');
    return {
      address: mailAddress(get('address')),
      language: text(get('language'), `one of the briefing's languages (${languages.join(', ')})`, offered),
    };
  });
  distinct(
    field,
    readers.map(({ address }) => address.toLowerCase()),
  );
  return readers;
}

/** Editors who use the desk; those named by an ARN come with their AWS credentials and upload to the bucket. */
export function deskEditors(_briefing: Briefing): readonly Editor[] {
  return [];
}
