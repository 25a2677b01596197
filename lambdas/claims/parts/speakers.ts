import { isAbbreviationStop } from '../../language/abbreviation-stop.ts';
import { speaksOfOthers } from '../../language/sentences.ts';
import { skeleton } from '../../language/skeleton.ts';
import { isSpeechVerb } from '../../language/speakers.ts';
import { fold } from '../../language/words.ts';
import type { Story } from '../../types.ts';
import type { Statement } from '../statements/statements.ts';
import type { Material } from './material.ts';

type Quotation = NonNullable<Story['spoken']>;

const QUOTED = /[“"«„]([^“”"«»„]{20,320})[”"»“]/gu;
const NAME = String.raw`\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}\.)?(?:\s\p{Lu}[\p{L}'’-]+)*`;
/** "Foreign Minister Ann Lee, who took office in May": up to six words, a name, and what one comma adds. */
const SPEAKER = String.raw`(?:[\p{L}'’.-]+\s){0,6}?${NAME}(?:, (?:a|an|the|who|whose|un|una|el|la|que|quien|що|яка|який)\s[^,.;:“”"«»„—–]{3,80}(?=[.,;—–]|$))?`;
const AFTER_VERB = new RegExp(String.raw`^[,\s—–-]*(\p{L}+)\s(${SPEAKER})`, 'u');
const BEFORE_VERB = new RegExp(String.raw`^[,\s—–-]*(${SPEAKER}),?\s(\p{L}+)(?=[\s.,:;—–-]|$)`, 'u');
const AHEAD = new RegExp(
  String.raw`(?:^|[.!?]\s)(${SPEAKER}),?\s(\p{L}+)(?:\s[\p{Ll}\s]{1,30})?[:,]\s*$`,
  'u',
);

/** Before and after a quotation: who speaks is named next to it. */
const LONGEST_SPEAKER = 240;
const FEWEST_WORDS = 6;
const MOST_WORDS = 40;
const COMFORTABLE_WORDS = 28;
const SHORT_WORDS = 10;

/* What a quotation is worth: that it is in the headline's language, near to the story's matter, and by whom it is. */
const OWN_LANGUAGE = 2;
const NEAR = 1;
const ACTOR = 2;
const FULL_NAME = 0.6;
const INTRODUCED = 0.4;
const PER_WORD = 0.05;
const NOT_WHOLE = 0.3;

interface Spoken {
  readonly statement: Statement;
  readonly quotation: Quotation;
  readonly worth: number;
}

/**
 * One direct quotation with its speaker as the article gives it, both verbatim from one sentence: whole, by someone whom
 * the sentence names, best near to the story's matter. The quote stands without its marks and its last comma.
 * Null where no source has one, or has room for it. The statement that it comes from is given beside it.
 */
export function quotationIn(
  material: Material,
  shown: readonly Statement[],
): { readonly spoken: Quotation; readonly from: Statement } | null {
  const { statements, quota, disputed } = material;
  const isActor = actorsIn(statements);
  const spoken = statements
    .filter((statement) => statement.spoken && !shown.includes(statement) && !disputed.has(statement))
    .flatMap((statement) => quotationsIn(statement, material, isActor))
    .sort((a, b) => b.worth - a.worth);
  for (const { statement, quotation } of spoken) {
    if (quota.take({ ...statement, quote: quotation.quote })) return { spoken: quotation, from: statement };
  }
  return null;
}

function quotationsIn(
  statement: Statement,
  { nearness, language: own }: Material,
  actor: (speaker: string) => number,
): Spoken[] {
  const { quote, language } = statement;
  return Array.from(quote.text.matchAll(QUOTED)).flatMap((match): Spoken[] => {
    const words = (match[1] ?? '').replace(/[\s,]+$/u, '');
    const count = words.split(/\s+/u).length;
    if (!/^\p{Lu}/u.test(words) || count < FEWEST_WORDS || count > MOST_WORDS) return [];
    // "They are trying …": who?
    if (speaksOfOthers(words, language)) return [];
    const end = match.index + match[0].length;
    const speaker = speakerOf(
      lastOf(quote.text.slice(0, match.index)),
      quote.text.slice(end, end + LONGEST_SPEAKER),
      language,
    );
    if (speaker === null) return [];
    const worth =
      (language === own ? OWN_LANGUAGE : 0) +
      NEAR * nearness(statement) +
      ACTOR * actor(speaker) +
      (/\p{Lu}[\p{L}'’-]+\s(?:\p{Lu}\.\s)?\p{Lu}/u.test(speaker) ? FULL_NAME : 0) +
      (speaker.includes(', ') ? INTRODUCED : 0) -
      PER_WORD * (Math.max(0, count - COMFORTABLE_WORDS) + Math.max(0, SHORT_WORDS - count)) -
      (/[(…]|\.\.\./u.test(words) ? NOT_WHOLE : 0);
    const offset = quote.offset + match.index + match[0].indexOf(words);
    return [{ statement, worth, quotation: { speaker, quote: { ...quote, text: words, offset } } }];
  });
}

/** Of a longer text its end, behind a character that no sentence begins with. */
function lastOf(text: string): string {
  return text.length <= LONGEST_SPEAKER ? text : `,${text.slice(-LONGEST_SPEAKER)}`;
}

const OPENING = 3;
const CAPITAL_WORD = /\p{Lu}[\p{L}'’-]{2,}/gu;

/** How many of the origins name a speaker in their first sentences, 0 … 1: who acts, against who comments. */
function actorsIn(statements: readonly Statement[]): (speaker: string) => number {
  const byOrigin = new Map<string, Set<string>>();
  for (const { origin, position, quote, spoken } of statements) {
    // That somebody is quoted there does not make him the story's.
    if (position >= OPENING || spoken) continue;
    const names = byOrigin.get(origin) ?? new Set();
    for (const [word] of quote.text.matchAll(CAPITAL_WORD)) names.add(skeleton(fold(word)));
    byOrigin.set(origin, names);
  }
  return (speaker) => {
    // The last name of all: "Foreign Minister Ann Lee" is Lee.
    const name = [...(speaker.split(',')[0] ?? '').matchAll(CAPITAL_WORD)].at(-1)?.[0];
    if (name === undefined || byOrigin.size === 0) return 0;
    const key = skeleton(fold(name));
    return [...byOrigin.values()].filter((names) => names.has(key)).length / byOrigin.size;
  };
}

/** Who says it, by a verb of saying right after the quotation or right before it; pronouns name nobody. */
function speakerOf(before: string, after: string, language: string): string | null {
  const follows = AFTER_VERB.exec(after);
  if (follows !== null && isSpeechVerb(follows[1] ?? '', language))
    return wholeSpeaker(follows[2] ?? '', after, follows[0].length, language);
  const named = BEFORE_VERB.exec(after);
  if (named !== null && isSpeechVerb(named[2] ?? '', language)) return named[1] ?? null;
  const ahead = AHEAD.exec(before);
  return ahead !== null && isSpeechVerb(ahead[2] ?? '', language) ? (ahead[1] ?? null) : null;
}

/** A speaker up to `end` of the text; without what the comma adds where an abbreviation's stop cuts it ("Ann Lee, who led U.S. offices"). */
function wholeSpeaker(speaker: string, text: string, end: number, language: string): string {
  const comma = speaker.indexOf(', ');
  return comma >= 0 && isAbbreviationStop(text, end, language) ? speaker.slice(0, comma) : speaker;
}
