/** "…, February 28, 2019.", "…, 28 de febrero de 2019.", with who took it: no preposition stands before the day, as in no sentence of a report. */
const ENDS_IN_DAY =
  /,\s(?:\p{Lu}\p{L}{2,9}\.? \d{1,2}, (?:19|20)\d\d|\d{1,2}\.? (?:de )?\p{L}{3,12}\.? (?:de )?(?:19|20)\d\d(?: р(?:оку|\.)| г(?:ода|\.)| r\.)?)\.?(?:\s(?:\(?\p{Lu}{2,}|Photo|Foto|Фото)[^.]{0,40}\.?)?$/u;

/** Whether a paragraph is what a picture shows, with its place and day, that was pasted among the paragraphs. */
export function isCaptionLine(paragraph: string): boolean {
  return ENDS_IN_DAY.test(paragraph.trimEnd());
}
