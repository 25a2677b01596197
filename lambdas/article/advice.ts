/** What the editor should know of a flag, in a sentence of its own; the other flags speak for themselves. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  [
    'cut',
    'It is longer than an edition can read: what goes beyond the bounds is kept and not told. If the article itself was cut, upload it without what stands around it.',
  ],
  [
    'future-date',
    'Its date lies after this upload: it counts and is shown as of the day of the upload. If the date was mistyped, correct it and upload the file again.',
  ],
  [
    'invisible-signs',
    'Its title or a name held signs that nobody sees: they were left out. A name made of nothing else counts as none.',
  ],
  [
    'look-alike-name',
    'A name in it is written with letters of another alphabet that look like Latin ones, and counts as what readers take it for: check who sent this file.',
  ],
  [
    'name-on-other-host',
    'It names an outlet over an address that is not that outlet’s own, so the address is shown beside the name: check which of the two published it.',
  ],
  [
    'refused-name',
    'A title, outlet or author in it is a word of our own pages, or holds an address, and was left out: write the true name and upload the file again.',
  ],
]);

/** A sentence for each flag that needs one, in the order of the flags. */
export function adviceOn(flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag) => ADVICE.get(flag) ?? []);
}
