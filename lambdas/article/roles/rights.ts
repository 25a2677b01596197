import { endsSentence, wordCount } from './sentences.ts';

const RIGHTS = /^(?:copyright\b|\(c\)|©).{0,160}$/i;
/** What tells rights from a point "(c)" and from news of copyright: a year, or the word. */
const SURE = /^©|(?<!\d)(?:19|20)\d\d(?!\d)|\brights?\b/i;
/** "Document LAKEH00020230912ej9c0000x": an article's number in a database. */
const NUMBER = /^document (?=[A-Z]*\d)[A-Z0-9]{12,}$/i;
/** Words beyond which a line that ends like a sentence is one. */
const LONGEST_NOTICE = 25;

/** "Copyright 2023 Varneth Media. All Rights Reserved". */
export function isRights(text: string): boolean {
  return RIGHTS.test(text) && (SURE.test(text) || !endsSentence(text));
}

/** A notice of rights or a database's own number, which is no part of any article. A long sentence that begins like one is prose. */
export function isRightsLine(text: string): boolean {
  return NUMBER.test(text) || (isRights(text) && !(endsSentence(text) && wordCount(text) > LONGEST_NOTICE));
}
