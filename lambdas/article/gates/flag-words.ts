/** What a flag means, in a sentence for the editor. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['no-title', 'No title was found: the first sentence serves.'],
  ['no-outlet', 'No outlet was found: readers see "outlet not named".'],
  ['no-date', 'No date was found.'],
  ['no-byline', 'No author was found.'],
  ['ambiguous-date', 'Its date can be read in two ways, as day and month or as month and day.'],
  ['future-date', 'Its date is later than the upload.'],
  ['unbalanced-quotes', 'A quotation opens and does not close: some text may be missing.'],
  ['broken-sentences', 'Sentences are broken or run together.'],
  ['garbled-letters?', 'Letters look garbled, as from a wrong encoding.'],
  ['machine-translated?', 'It looks like the work of a translating machine.'],
  ['paywalled?', 'It looks like the free part of an article for subscribers.'],
  ['mostly-removed', 'Most of the file was taken for menus and other parts of a page.'],
  ['cut', 'It is longer than an edition reads: its end is kept, but never quoted.'],
  ['invisible-signs', 'A title or name contained invisible characters.'],
  ['look-alike-name', 'A name is written with look-alike letters of another alphabet.'],
  ['name-on-other-host', 'It names an outlet, but its address is another site’s.'],
  ['refused-name', 'A title, outlet or author was no name and was left out.'],
  ['private', 'It contains a mail address, a telephone number or the header of a mail.'],
  ['note', 'It contains a note to a colleague.'],
  ['several-articles', 'It holds several articles.'],
]);

/** Flags that an editor can answer, and should. */
const ASKING: ReadonlySet<string> = new Set([
  'no-title',
  'no-outlet',
  'no-date',
  'ambiguous-date',
  'future-date',
  'garbled-letters?',
  'mostly-removed',
  'look-alike-name',
  'name-on-other-host',
  'refused-name',
]);

export function flagInWords(flag: string): string {
  return WORDS.get(flag) ?? flag;
}

export function asksEditor(flag: string): boolean {
  return ASKING.has(flag);
}

const ORIGINS: ReadonlyMap<string, string> = new Map([
  ['header', 'the head of the text'],
  ['dateline', 'the dateline'],
  ['metadata', 'the page’s metadata'],
  ['h1', 'the page’s heading'],
  ['derived', 'the first sentence'],
  ['url', 'the address'],
  ['key', 'the file’s name'],
  ['received', 'the day of the upload'],
  ['coverage', 'the file, its day and month decided by the days of the coverage'],
  ['byline', 'the byline'],
  ['contributors', 'the credits'],
  ['data', 'what the file declares'],
  ['front-matter', 'the front matter'],
  ['mail', 'the mail'],
  ['editor', 'an editor'],
  ['block', 'an editor, from the text'],
]);

/** Where a title, an outlet or a date was found, in words; empty when it is not known. */
export function originInWords(from: string | null | undefined): string {
  return from ? (ORIGINS.get(from) ?? `the file (${from})`) : '';
}
