/** Paragraphs without a mark in which a quotation may go on. */
export const MOST_SILENT = 3;
/** What closes a quotation, by what opened it. */
const CLOSERS: Readonly<Record<string, string>> = { '“': '”', '«': '»', '„': '“”', '"': '"' };
const BEGINS_WITH_MARK = /^\s*["“«„]/u;

/** What opened the quotation that runs on behind a text, given what runs on into it; empty where none does. */
export function runningAfter(text: string, running: string): string {
  let opener = running;
  for (const { 0: mark, index } of text.matchAll(/["“”«»„]/gu)) {
    if (opener !== '') {
      // A straight mark before a word and behind a space opens a quotation, whatever was left open before.
      if (CLOSERS[opener]?.includes(mark) && !(mark === '"' && opensByPlace(text, index))) opener = '';
      else if (mark in CLOSERS) opener = mark;
    } else if (mark in CLOSERS && !(mark === '"' && closesByPlace(text, index))) opener = mark;
  }
  return opener;
}

/**
 * Whether a quotation that a paragraph leaves open runs on into the next ones: the first of them that has a mark opens with one, or
 * closes it. Else its end was forgotten.
 */
export function runsOn(opener: string, next: readonly string[]): boolean {
  const marked = next.find((text) => /["“”«»„]/u.test(text));
  if (opener === '' || marked === undefined) return false;
  if (next[0] === marked && BEGINS_WITH_MARK.test(marked)) return true;
  const at = marked.search(/["“”«»„]/u);
  const first = marked[at] ?? '';
  return (CLOSERS[opener]?.includes(first) ?? false) && !(first === '"' && opensByPlace(marked, at));
}

/** A paragraph of a quotation may begin with a mark of its own: then nothing runs into it. */
export function runningInto(paragraph: string, running: string): string {
  return BEGINS_WITH_MARK.test(paragraph) ? '' : running;
}

function opensByPlace(text: string, at: number): boolean {
  return /^(?:\s|[(–—-])?$/u.test(text[at - 1] ?? '') && /\S/u.test(text[at + 1] ?? '');
}

function closesByPlace(text: string, at: number): boolean {
  return /[^\s(–—-]/u.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? '');
}
