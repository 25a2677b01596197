import data from './clauses.json' with { type: 'json' };
import { countWords } from './count-words.ts';

interface Rules {
  /** Words with which a clause begins that adds to a complete one. */
  readonly openers: ReadonlySet<string>;
  readonly endings: readonly string[];
  /** What is left off must hold none of these: who said it, a condition, a denial. */
  readonly losing: ReadonlySet<string>;
  readonly restrictive: readonly string[];
  readonly contents: ReadonlySet<string>;
}

const RULES = new Map(
  Object.entries(data).map(([language, rules]): [string, Rules] => [
    language,
    {
      openers: wordsOf(rules.openers),
      endings: rules.endings.split(' '),
      losing: wordsOf(rules.losing),
      restrictive: rules.restrictive,
      contents: wordsOf(rules.contents),
    },
  ]),
);
/** Fewer words than this seldom hold a subject and what it did. */
const FEWEST_WORDS = 6;

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
