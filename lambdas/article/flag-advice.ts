/** What the editor should know of a flag, in a sentence of its own; the other flags speak for themselves. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  [
    'ambiguous-date',
    'Its date can be read as day and month or as month and day, so it goes without one: give it on the desk, or write the month out and upload the file again.',
  ],
  [
    'cut',
    'It is longer than an edition can read: what is beyond the limit is kept, but never quoted. If the article itself was cut off, upload it without the text around it.',
  ],
  [
    'future-date',
    'Its date is later than this upload, so the day of the upload is used and shown instead. If the date was mistyped, correct it and upload the file again.',
  ],
  [
    'invisible-signs',
    'Its title or a name contained invisible characters: they were left out. A name made of nothing else counts as missing.',
  ],
  [
    'look-alike-name',
    'A name in it is written with letters of another alphabet that look like Latin ones. It counts as the name that readers see in it: check who sent this file.',
  ],
  [
    'name-on-other-host',
    'It names an outlet, but its address is not that outlet’s, so the address is shown beside the name: check who published it.',
  ],
  [
    'refused-name',
    'A title, outlet or author in it is a phrase of our own pages, or contains an address, and was left out: write the true name and upload the file again.',
  ],
]);

/** A sentence for each flag that needs one, in the order of the flags. */
export function adviceOn(flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag) => ADVICE.get(flag) ?? []);
}
