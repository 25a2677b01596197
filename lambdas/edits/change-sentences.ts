import type { Article, Receipt } from '../types.ts';
import { FIELDS, NAMES } from './fold.ts';
import type { Changes, Decided, Field } from './types.ts';
import { isKnownOutlet, isSameOutlet, isVerbatimIn } from './verbatim.ts';

/** What an edit says, as sentences for its editor; of an article that is known, also which words will be marked as the editors'. */
export function changeSentences(changes: Changes, article: Article | null): readonly string[] {
  const said = FIELDS.flatMap((field) => {
    const value = changes[field];
    if (value === undefined) return [];
    return [
      value === null ? `${NAMES[field]} as it was read` : `${nameOf(field, changes)}${shown(field, changes)}`,
    ];
  });
  return [
    ...(said.length === 0 ? [] : [`Understood: ${said.join('; ')}.`]),
    ...(article === null ? [] : ownWords(changes, article)),
  ];
}

/** The receipt of an article about which editors decided something before it came, or since. */
export function withEdits(
  receipt: Receipt,
  decided: Decided | undefined,
  problems: readonly string[],
): Receipt {
  if (decided === undefined) return receipt;
  const [said] = changeSentences(decided.changes, null);
  const edits = said === undefined ? [] : [said.replace(/^Understood/, 'Edited')];
  const dropped = decided.changes.drop ? ['An editor dropped it: it is in no edition.'] : [];
  return { ...receipt, message: [receipt.message, ...edits, ...dropped, ...problems].join(' ') };
}

/** Fields whose words do not stand in the file, with what becomes of them. */
export function ownWords(changes: Changes, article: Article): readonly string[] {
  const { title, outlet, authors } = changes;
  const own = [
    title && !isVerbatimIn(article, title) ? 'title' : null,
    outlet &&
    !isVerbatimIn(article, outlet) &&
    !isSameOutlet(article, outlet) &&
    !isKnownOutlet(article, outlet)
      ? 'outlet'
      : null,
    authors?.some((name) => !isVerbatimIn(article, name)) ? 'authors' : null,
  ].filter((field) => field !== null);
  if (own.length === 0) return [];
  return [
    `The words given as ${own.join(' and ')} do not stand in the file, so they are printed in square brackets, as the editors' own.`,
  ];
}

function nameOf(field: Field, changes: Changes): string {
  return field === 'topic' ? `${changes.topic}-topic` : NAMES[field];
}

function shown(field: Field, changes: Changes): string {
  if (field === 'topic') return '';
  if (field === 'roles')
    return ` (${(changes.roles ?? []).map(({ begins, role }) => `"${begins.slice(0, 40)}": ${role}`).join(', ')})`;
  const value = changes[field];
  if (value === true || value === null || value === undefined) return '';
  return ` "${typeof value === 'string' ? value : value.map(String).join(', ')}"`;
}
