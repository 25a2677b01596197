import { countWords } from './count-words.ts';
import data from './data/clauses.json' with { type: 'json' };
import stopwords from './data/stopwords.json' with { type: 'json' };

interface Rules {
  /** Words with which a clause begins that adds to a complete one. */
  readonly openers: ReadonlySet<string>;
  readonly endings: readonly string[];
  /** What is left off must hold none of these: who said it, a condition, a denial. */
  readonly losing: ReadonlySet<string>;
  readonly restrictive: readonly string[];
  readonly contents: ReadonlySet<string>;
  readonly relatives: ReadonlySet<string>;
  /** Behind a comma one of these and a verb begin what the same subject did besides. */
  readonly coordinators: ReadonlySet<string>;
  /** With these a place or a time may stand before a whole clause, without a comma too ("At the harbour the two shook hands"). */
  readonly places: ReadonlySet<string>;
  /** Words before which a sentence that claims something may end, without a comma too. */
  readonly joints: ReadonlySet<string>;
}

const RULES = new Map(
  Object.entries(data).map(([language, rules]): [string, Rules] => [
    language,
    {
      openers: wordsOf(rules.openers),
      places: wordsOf(rules.places),
      endings: rules.endings.split(' '),
      losing: wordsOf(rules.losing),
      restrictive: rules.restrictive,
      contents: wordsOf(rules.contents),
      joints: wordsOf(rules.joints),
      relatives: wordsOf(rules.relatives),
      coordinators: wordsOf(rules.coordinators),
    },
  ]),
);
const SMALL_WORDS = new Map(Object.entries(stopwords).map(([language, list]) => [language, wordsOf(list)]));
/** Fewer words than this seldom hold a subject and what it did. */
const FEWEST_WORDS = 6;
/** Fewer words between two commas may be one of a list. */
const FEWEST_BESIDE = 3;

/**
 * A whole sentence of at most `most` words, or its beginning: subordinate ends are left off from behind, at their commas,
 * while what they say is neither an attribution nor a condition nor a denial. Verbatim; null where the sentence cannot be told so shortly.
 */
export function clauseOf(sentence: string, language: string | null, most: number): string | null {
  if (countWords(sentence) <= most) return sentence;
  const rules = RULES.get(language ?? '');
  if (rules === undefined) return null;
  let head = sentence;
  while (countWords(head) > most) {
    const at = lastComma(head);
    const tail = at < 0 ? '' : head.slice(at + 1);
    if (at >= 0 && isExtra(tail, rules)) head = head.slice(0, at);
    else break;
  }
  if (countWords(head) > most) head = beforeRelative(head, rules) ?? head;
  return countWords(head) <= most && isClause(head, rules) ? head : null;
}

/**
 * The beginnings of a sentence that claim something on their own, longest first, the whole sentence left out: subordinate ends are left
 * off at their commas as `clauseOf` does. One that begins with a place may lack its verb. Empty for languages without rules.
 */
export function beginningsOf(sentence: string, language: string | null): readonly string[] {
  const rules = RULES.get(language ?? '');
  if (rules === undefined) return [];
  const found: string[] = [];
  let head = sentence;
  for (let end = lastEnd(head, rules); end !== null; end = lastEnd(head, rules)) {
    head = head.slice(0, end);
    if (mayBeClause(head, rules) && !wantsMore(head, rules, language)) found.push(head);
  }
  const shorter = beforeRelative(head, rules);
  if (shorter !== null && isClause(shorter, rules)) found.push(shorter);
  return found;
}

/**
 * Where a sentence may end before what its subject did besides ("…, and warned him"), and where the word behind "and" begins, which must
 * be a verb; null where nothing of the kind stands there. What the subject said or denied besides takes nothing from what it did.
 */
export function coordinateEnd(
  sentence: string,
  language: string | null,
): { readonly end: number; readonly verb: number } | null {
  const rules = RULES.get(language ?? '');
  const end = lastComma(sentence);
  const found = /^,\s(\p{L}+)\s(?=\p{L})/u.exec(end < 0 ? '' : sentence.slice(end));
  if (rules === undefined || found === null || !rules.coordinators.has((found[1] ?? '').toLowerCase()))
    return null;
  const head = sentence.slice(0, end);
  // "houses, shops, and closed schools" are a list.
  const isListed = countWords(head.slice(lastComma(head) + 1)) < FEWEST_BESIDE;
  return !isListed && mayBeClause(head, rules) ? { end, verb: end + found[0].length } : null;
}

/** Where a sentence may end before what it adds last; null where it adds nothing that may go. */
function lastEnd(text: string, rules: Rules): number | null {
  const comma = lastComma(text);
  const joint = lastJoint(text, rules);
  if (joint > comma) return joint;
  return comma >= 0 && isExtra(text.slice(comma + 1), rules) ? comma : null;
}

/** "… fell apart Thursday when the parties failed …": the space before it; −1 where a condition or somebody's words would be torn. */
function lastJoint(text: string, { joints, losing }: Rules): number {
  const words = [...text.matchAll(/\s(\p{L}[\p{L}\p{M}'’-]*)/gu)].reverse();
  const found = words.find((word) => joints.has(word[1] ?? ''));
  if (found === undefined || text[found.index - 1] === ',') return -1;
  const isTorn = tokens(text).some((word) => losing.has(word));
  return !isTorn && isBalanced(text.slice(0, found.index)) ? found.index : -1;
}

/** "…, which would", "…, in": what ends so wants more. */
function wantsMore(text: string, { losing }: Rules, language: string | null): boolean {
  const small = SMALL_WORDS.get(language ?? '');
  const last = lastWord(text);
  if (!losing.has(last)) return small?.has(last) ?? false;
  // "…, a spokesman said" is whole; "… on Saturday after, police say" is not.
  const comma = lastComma(text);
  return comma >= 0 && (small?.has(lastWord(text.slice(0, comma))) ?? false);
}

function lastWord(text: string): string {
  return /[\p{L}\p{M}'’-]+$/u.exec(text)?.[0].toLowerCase() ?? '';
}

/** Whether a clause that this word begins says something of the noun before it. */
export function isRelative(word: string, language: string | null): boolean {
  return RULES.get(language ?? '')?.relatives.has(word) ?? false;
}

/** Not inside quotation marks or brackets, not between the digits of a number. */
function lastComma(text: string): number {
  for (let at = text.lastIndexOf(','); at > 0; at = text.lastIndexOf(',', at - 1)) {
    if (/\s/u.test(text[at + 1] ?? '') && isBalanced(text.slice(0, at))) return at;
  }
  return -1;
}

function isExtra(tail: string, { openers, endings, losing }: Rules): boolean {
  const words = tokens(tail);
  const [first = '', second = ''] = words;
  // "at which", "in front of": the opener may be a pair.
  const opens = openers.has(first) || endings.some((ending) => first.endsWith(ending) && first.length > 4);
  return opens && !losing.has(second) && isBalanced(tail) && words.every((word) => !losing.has(word));
}

/** "… for a summit that underscores how …": what describes a thing just named may go, what a claim claims may not. */
function beforeRelative(text: string, { restrictive, contents, losing }: Rules): string | null {
  if (restrictive.length === 0) return null;
  const pattern = new RegExp(
    `(?<=\\s(?:${restrictive.join('|')})\\s([\\p{L}-]+))\\sthat\\s(?=\\p{Ll}+(?:s|ed)\\s)`,
    'u',
  );
  const found = pattern.exec(text);
  if (found === null || contents.has((found[1] ?? '').toLowerCase())) return null;
  return tokens(text.slice(found.index)).some((word) => losing.has(word)) ? null : text.slice(0, found.index);
}

/** Whether it is one only its verbs tell. */
function mayBeClause(head: string, rules: Rules): boolean {
  const [first = ''] = tokens(head);
  return (
    isClause(head, rules) || (rules.places.has(first) && isBalanced(head) && countWords(head) >= FEWEST_WORDS)
  );
}

function isClause(head: string, { openers }: Rules): boolean {
  const [first = ''] = tokens(head);
  // "After the talks …": the main clause is still to come, unless a comma has opened it.
  const begun = !openers.has(first) || head.includes(',');
  return begun && isBalanced(head) && countWords(head) >= FEWEST_WORDS;
}

function isBalanced(text: string): boolean {
  const count = (sign: RegExp) => text.match(sign)?.length ?? 0;
  const opened = count(/[“«„(]/gu) - count(/[”»)]/gu);
  return opened === 0 && count(/"/g) % 2 === 0;
}

function tokens(text: string): string[] {
  return (text.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []).map((word) => word.toLowerCase());
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
