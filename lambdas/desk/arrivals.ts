import { asksEditor, flagInWords, originInWords } from '../article/gates/flag-words.ts';
import { answeredFlags } from '../edits/apply.ts';
import type { Published, Receipt } from '../types.ts';
import { type Place, placeInWords } from './place-in-edition.ts';
import type { Arrival } from './types.ts';

/** One thing that was understood of a file. */
export interface Understood {
  readonly name: string;
  readonly value: string;
  /** Where it was found, in words. */
  readonly from: string;
  /** True when an editor decided it. */
  readonly isEdited: boolean;
}

export interface ArrivalView {
  readonly id: string;
  readonly key: string;
  readonly href: string;
  readonly outcome: Receipt['outcome'] | 'withdrawn' | 'dropped' | 'released';
  readonly received: string;
  /** The same in words. */
  readonly when: string;
  readonly title: string;
  readonly facts: readonly Understood[];
  /** Of them, what fits into one line: all that was found but the title. */
  readonly line: readonly Understood[];
  /** What an editor should look at, in sentences. */
  readonly questions: readonly string[];
  readonly remarks: readonly string[];
  readonly place: string;
}

/** What the desk's list says of an upload. */
export function arrivalView(
  { receipt, decided, isThere }: Arrival,
  place: Place,
  { threshold, timeZone }: { readonly threshold: number; readonly timeZone: string },
): ArrivalView {
  const { articleId, key, outcome, flags = [] } = receipt;
  const changes = decided?.changes ?? {};
  const isHeld = outcome === 'quarantined' && !changes.confirmed && place.kind !== 'story';
  const answered = answeredFlags(changes);
  const open = flags.filter((flag) => !answered.has(flag));
  const needs = outcome === 'refused' || outcome === 'failed' || isHeld;
  const facts = factsOf(receipt, decided, place);
  return {
    id: articleId,
    key,
    href: `/desk/file/${articleId}`,
    outcome: !isThere
      ? 'withdrawn'
      : changes.drop
        ? 'dropped'
        : outcome === 'quarantined' && !isHeld
          ? 'released'
          : outcome,
    received: receipt.received,
    when: instantInWords(receipt.received, timeZone),
    title: changes.title ?? receipt.title ?? key,
    facts,
    line: facts.filter(({ name, value }) => name !== 'Title' && value !== '–'),
    questions: isThere
      ? [
          ...(needs && receipt.code !== 'superseded' ? [...askedOf(receipt)] : []),
          ...open.filter(asksEditor).map(flagInWords),
        ]
      : [],
    remarks: [
      ...open.filter((flag) => !asksEditor(flag) && flag !== receipt.code).map(flagInWords),
      ...(decided?.contradictions ?? []),
    ],
    place: changes.drop
      ? 'An editor dropped it: it is in no edition.'
      : isThere
        ? placeInWords(place, threshold)
        : '',
  };
}

/** Title, outlet, authors, date and language: what was understood, and where each came from. */
export function factsOf(
  receipt: Receipt,
  decided: Arrival['decided'],
  place: Place = { kind: 'none' },
): readonly Understood[] {
  if (receipt.version === null) return [];
  const changes = decided?.changes ?? {};
  const fact = (
    name: string,
    read: string | null | undefined,
    from: string,
    edited: string | null | undefined,
  ) =>
    edited
      ? { name, value: edited, from: 'an editor', isEdited: true }
      : { name, value: read || '–', from: read ? from : '', isEdited: false };
  return [
    fact('Title', receipt.title, originInWords(receipt.titleFrom), changes.title),
    fact('Outlet', receipt.outlet, originInWords(receipt.outletFrom), changes.outlet),
    fact(
      'Authors',
      receipt.authors?.join(', '),
      originInWords(receipt.authorsFrom),
      changes.authors?.join(', '),
    ),
    ...dates(receipt, place).map(([read, from]) => fact('Date', read, from, changes.date)),
    fact(
      'Language',
      languageName(receipt.language),
      'the text',
      changes.language && languageName(changes.language),
    ),
  ];
}

/** The date as the edition has it, which knows the coverage, and else as it was read. */
function dates({ published }: Receipt, place: Place): readonly (readonly [string | null, string])[] {
  const printedDate = place.kind === 'story' ? place.source.published : undefined;
  if (printedDate !== undefined && printedDate?.date !== published?.date)
    return [[dayOf(printedDate), printedDate === null ? '' : 'decided by the days of the coverage']];
  return [[dayOf(published), originInWords(published?.from)]];
}

/** What to do about an upload that is kept out, in the desk's own way where it has one. */
function askedOf({ outcome, message }: Receipt): readonly string[] {
  if (outcome !== 'quarantined') return [message];
  const [seen = message] = /^.*?[.](?=\s)/s.exec(message) ?? [];
  return [`${seen} Mend the file and upload it again, or release it here if it may go out as it stands.`];
}

export function instantInWords(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  );
}

function dayOf(published: Published | null | undefined): string | null {
  if (!published) return null;
  return [published.date, published.time, published.zone].filter(Boolean).join(' ');
}

export function languageName(language: string | null | undefined): string | null {
  if (!language) return null;
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
}
