/**
 * A text in small letters, each at its place: patterns of small letters then need not ask for both cases, which is dear where they
 * hold all letters of Unicode. Of all capitals only "İ" becomes longer, and stays as it is.
 */
export function inSmallLetters(text: string): string {
  return text
    .split('İ')
    .map((part) => part.toLowerCase())
    .join('İ');
}
