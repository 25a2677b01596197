/** Letters that a dateline has at most. */
const LONGEST = 90;
const BEGINS_SENTENCE = String.raw`(?=["“«„(]?[\p{Lu}\p{Lo}\p{N}])`;
/** "HANOI (Reuters) - ", "Kolvik, 16 may (EFE).- ", "KOLVIK, Norway — ": a place in capitals, or an agency in brackets, before a dash. */
const PLACE_AND_DASH = new RegExp(
  String.raw`^(?:\p{Lu}{3,}(?!\p{Ll})[^!?:“"«„]{0,${LONGEST}}?|[^!?:“"«„]{0,${LONGEST}}?\(\p{Lu}[\p{L}\s.&]{1,24}\)\.?)\s?[-–—]{1,2}\s${BEGINS_SENTENCE}`,
  'u',
);
/** "KOLVIK, September 13. /TASS/. ": an agency between strokes. */
const AGENCY_IN_STROKES = new RegExp(
  String.raw`^[^!?“"«„]{0,${LONGEST}}?/\p{Lu}[\p{L}\s.-]{1,24}/\.?\s*(?:[-–—]\s*)?${BEGINS_SENTENCE}`,
  'u',
);
/** "Kolvik, September 13: ": place and day before a colon. */
const PLACE_AND_DAY = new RegExp(
  String.raw`^\p{Lu}[\p{L}\s.'’-]{1,30}, (?:\p{Lu}\p{Ll}{2,8}\.? \d{1,2}|\d{1,2}\.? \p{L}{3,12})(?:,? \d{4})?:\s${BEGINS_SENTENCE}`,
  'u',
);
/** "ВЕЛЬМА, 2 березня.", "Kolvik, May 13, 2024. ": place and day that stand as a sentence of their own. */
const PLACE_AND_DAY_ALONE = new RegExp(
  String.raw`^\p{Lu}[\p{L}\s.'’-]{1,30}(?:, \p{Lu}[\p{L}.]{1,20})?, (?:\d{1,2}\.? (?:de )?\p{L}{3,12}|\p{Lu}\p{Ll}{2,8}\.? \d{1,2})(?:,? (?:de )?\d{4})?\.\s${BEGINS_SENTENCE}`,
  'u',
);
/** "(CNN) The …": an agency alone. */
const AGENCY_ALONE = new RegExp(String.raw`^\(\p{Lu}{2}[\p{L}\s.&]{0,22}\)\s${BEGINS_SENTENCE}`, 'u');

/** "Kolvik, Norway (CNN) The …": only agencies and stations that write so; other letters in brackets belong to a name before them. */
const PLACE_AND_AGENCY = new RegExp(
  String.raw`^\p{Lu}[\p{L}\s.'’-]{1,30}(?:, \p{Lu}[\p{L}\s.]{1,30})? \((?:CNN|AP|AFP|UPI|EFE|ANSA|DPA|AAP|ANI|PTI|IANS|TASS|NPR|Reuters|Bloomberg)\)\s${BEGINS_SENTENCE}`,
  'u',
);

/** "20:31 – ", "8.05 p.m.: ", "20:31 The …", "Thursday 4 March, 08:15 – ": the time of an entry of a live page. */
const TIME_OF_ENTRY = new RegExp(
  String.raw`^(?:\p{Lu}\p{L}{2,12}(?:,?\s\d{1,2}\.?\s\p{L}{3,12})?,\s)?\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s\p{Lu}{2,4})?\s?(?:[-–—]{1,2}|:|\|)\s${BEGINS_SENTENCE}|^\d{2}:\d{2}\s(?=\p{Lu})`,
  'u',
);

const FORMS = [
  PLACE_AND_DASH,
  AGENCY_IN_STROKES,
  PLACE_AND_DAY,
  PLACE_AND_DAY_ALONE,
  AGENCY_ALONE,
  PLACE_AND_AGENCY,
  TIME_OF_ENTRY,
];

/** How many letters of a paragraph's beginning are its dateline: where and by whom it was written, no part of its first sentence. */
export function datelineLength(text: string): number {
  for (const form of FORMS) {
    const found = form.exec(text.slice(0, LONGEST + 60));
    if (found !== null) return found[0].length;
  }
  return 0;
}
