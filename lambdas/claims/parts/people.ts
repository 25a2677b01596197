import { isAbbreviationStop } from '../../language/abbreviation-stop.ts';
import stopwords from '../../language/data/stopwords.json' with { type: 'json' };
import { fold, words } from '../../language/words.ts';
import type { Quote, Story } from '../../types.ts';
import data from '../data/roles.json' with { type: 'json' };
import type { Statement } from '../statements/statements.ts';

const MOST_PEOPLE = 6;
const LONGEST_ROLE = 14;

const NAME = String.raw`\p{Lu}\p{Ll}+(?:[-'’]\p{L}+)*(?:\s(?:\p{Lu}\.\s)?\p{Lu}\p{Ll}+(?:[-'’]\p{L}+)*){1,3}`;
const NAME_AND_APPOSITION = new RegExp(
  String.raw`(${NAME}), ([^,;:.()“”«»"—–]+?)(?=[,.;)—–]|\swho\s|\sque\s|$)`,
  'gu',
);
const NAME_AND_WHO = new RegExp(
  String.raw`(${NAME}), (?:who|que|quien) (\p{Ll}+) [^,;:.()“”«»"—–]+(?=[,.;]|$)`,
  'gu',
);
/** "… of Skagen Hall, a …": what follows these is a place or a body more often than a person. */
const AFTER_BODY = /(?:^|\s)(?:of|at|in|from|for|de|en|del)\s$/u;
/** "from" with its spaces. */
const LONGEST_BODY_WORD = 8;
const NAME_HERE = new RegExp(String.raw`\s(${NAME})(?!\p{L})`, 'uy');

interface Rules {
  readonly nouns: ReadonlySet<string>;
  readonly modifiers: ReadonlySet<string>;
  readonly who: ReadonlySet<string>;
  readonly small: ReadonlySet<string>;
  readonly bodies: ReadonlySet<string>;
}

const RULES = new Map(
  Object.entries(data).map(([language, { nouns, modifiers, who, bodies }]): [string, Rules] => [
    language,
    {
      nouns: new Set(words(nouns)),
      modifiers: new Set(words(modifiers)),
      who: new Set(words(who)),
      bodies: new Set(words(bodies)),
      small: new Set(words(new Map(Object.entries(stopwords)).get(language) ?? '')),
    },
  ]),
);

interface Mention {
  readonly name: string;
  readonly piece: string;
  readonly at: number;
}

/**
 * Who is who: full names with the role that an article gives them, each a verbatim piece ("Ann Lee, head of the port").
 * One entry for a person; those whom most sources introduce first. Quotes in `language` are preferred.
 */
export function peopleIn(
  statements: readonly Pick<Statement, 'quote' | 'source'>[],
  language: string | null,
): NonNullable<Story['people']> {
  const found = new Map<string, { name: string; role: Quote; own: boolean; sources: Set<number> }>();
  for (const { quote, source } of statements) {
    for (const { name, piece, at } of introductions(quote.text, quote.language)) {
      const key = fold(name).replaceAll(/[-'’]/gu, ' ');
      const own = quote.language === language;
      const role = { ...quote, text: piece, offset: quote.offset + at };
      const known = found.get(key);
      if (known === undefined) found.set(key, { name, role, own, sources: new Set([source]) });
      else {
        known.sources.add(source);
        if (own && !known.own) Object.assign(known, { name, role, own });
      }
    }
  }
  return [...found.values()]
    .sort((a, b) => b.sources.size - a.sources.size)
    .slice(0, MOST_PEOPLE)
    .map(({ name, role }) => ({ name, role }));
}

/** Names with their roles in one sentence; nothing inside of quotation marks. */
export function introductions(text: string, language: string | null): Mention[] {
  const rules = RULES.get(language ?? '');
  if (rules === undefined) return [];
  const spoken = [...text.matchAll(/[“"«][^”"»]*[”"»]/gu)].map(
    (m) => [m.index, m.index + m[0].length] as const,
  );
  const outside = (at: number) => spoken.every(([from, to]) => at < from || at >= to);
  const mentions: Mention[] = [];
  for (const match of text.matchAll(NAME_AND_APPOSITION)) {
    const [piece, name, role] = [match[0], match[1] ?? '', match[2] ?? ''];
    const of = AFTER_BODY.test(text.slice(Math.max(0, match.index - LONGEST_BODY_WORD), match.index));
    // "…, a former chief and Mr. Lee's envoy": the role goes on behind the stop, and where it ends nobody knows.
    if (isAbbreviationStop(text, match.index + piece.length, language)) continue;
    if (!of && isName(name, rules) && isRole(role, rules)) mentions.push({ name, piece, at: match.index });
  }
  for (const match of text.matchAll(NAME_AND_WHO)) {
    const name = match[1] ?? '';
    if (isAbbreviationStop(text, match.index + match[0].length, language)) continue;
    if (isName(name, rules) && rules.who.has(fold(match[2] ?? '')))
      mentions.push({ name, piece: match[0], at: match.index });
  }
  mentions.push(...titled(text, rules));
  const seen = new Set<string>();
  return mentions.filter(({ at }) => outside(at)).filter(({ name }) => !seen.has(name) && seen.add(name));
}

/** No part of a name is a role, a body or a small word ("The Kremlin", "President Putin", "Skagen Institute"). */
function isName(name: string, { nouns, small, bodies }: Rules): boolean {
  const sound = words(name).every((word) => !nouns.has(word) && !small.has(word) && !bodies.has(word));
  return sound && !/['’]s(?!\p{L})/u.test(name);
}

/** "chairman of the committee", "a senior fellow at …": a role noun before which only modifiers and nouns stand. */
function isRole(text: string, rules: Rules): boolean {
  const tokens = text.split(' ');
  if (tokens.length > LONGEST_ROLE) return false;
  for (const [index, token] of tokens.entries()) {
    const word = fold(token).replace(/['’]s$/u, '');
    if (rules.nouns.has(word)) return !/^\p{Lu}/u.test(tokens[index + 1] ?? '');
    if (rules.small.has(word) && !rules.modifiers.has(word)) return false;
  }
  return false;
}

/** "North Korean leader Kim Jong Un": a title of two words at least, then the name. */
function titled(text: string, rules: Rules): Mention[] {
  const tokens = [...text.matchAll(/\S+/gu)];
  return tokens.flatMap((token, index): Mention[] => {
    if (!rules.nouns.has(fold(token[0]))) return [];
    NAME_HERE.lastIndex = token.index + token[0].length;
    const name = NAME_HERE.exec(text)?.[1];
    let start = index;
    while (start > 0 && isTitleWord(tokens[start - 1]?.[0] ?? '', rules)) start--;
    const at = tokens[start]?.index;
    if (name === undefined || start === index || at === undefined || !isName(name, rules)) return [];
    return [{ name, piece: text.slice(at, token.index + token[0].length + 1 + name.length), at }];
  });
}

/** What belongs to a title before its noun: "Deputy Foreign", "South Korea's", "former". */
function isTitleWord(token: string, { small, modifiers, nouns }: Rules): boolean {
  const word = fold(token);
  if (/[^\p{L}'’-]/u.test(token)) return false;
  if (modifiers.has(word)) return word.length > 3;
  return nouns.has(word) || (!small.has(word) && /^\p{Lu}/u.test(token));
}
