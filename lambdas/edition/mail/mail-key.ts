/** Where a mail of an edition lies in the archive: `editions/ID/edition.en.html`, the full one as `edition.full.en.html`. */
export function mailKey(
  edition: string,
  name: string,
  ending: string,
  { language, depth }: { readonly language: string; readonly depth: 'brief' | 'full' },
): string {
  return `editions/${edition}/${name}.${depth === 'full' ? 'full.' : ''}${language}.${ending}`;
}
