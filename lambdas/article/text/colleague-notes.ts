import { once } from '../once.ts';
import { finder, opener } from '../roles/phrases.ts';
import { wordCount } from '../roles/sentences.ts';
import rules from '../rules/notes.json' with { type: 'json' };

const greeting = opener(rules.greetings);
const request = finder(rules.requests);
const thanks = opener(rules.thanks);
/** "Maria - please use this one": a first name, a dash or comma, and what follows speaks to them. */
const vocative = once(() => /^@?\p{Lu}\p{L}{1,20}(?:\s\p{Lu}\p{L}{1,20})?\s?[,:!–—-]\s?(?=\S)/u);
/** "小李，", "田中さん", "민수 씨,": a name alone with the title that one says to a person's face. */
const calledLine = once(
  () =>
    /^(?:(?:[小老]\p{Script=Han}{1,2}|\p{Script=Han}{1,3}(?:老师|總|总|姐|哥|先生|女士))[，,：:！!]?|[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]{1,6}(?:さん|様|先輩)[、，,へ]?|\p{Script=Hangul}{2,4}\s?(?:씨|님|선배|선배님|기자님)[,，]?)$/u,
);
const EAST_ASIAN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
/** A character behind a word or two, as a name that is called has it. */
const MAYBE_VOCATIVE = /^\S+(?:\s\S+)?\s?[,:!–—-]/;
const LONGEST_NOTE = 120;
const LONGEST_SIGNOFF = 12;
/** A note stands within the first lines of a file, or it is none. */
const REACH = 8;

/** How surely a line is said to a colleague and not to readers: 0 not at all, 2 surely. */
function toColleague(text: string): 0 | 1 | 2 {
  if (wordCount(text) > LONGEST_NOTE) return 0;
  const mayCall = MAYBE_VOCATIVE.test(text);
  const called = EAST_ASIAN.test(text) && calledLine().test(text);
  const greets = greeting(text) > 0 || called || (mayCall && greeting(text.replace(vocative(), '')) > 0);
  const asks = request(text).length > 0;
  if (asks && (greets || (mayCall && vocative().test(text)) || thanksIn(text))) return 2;
  // "Tom, take this version. Thanks, Ines": called by name and thanked, whatever is asked of them.
  if (wordCount(text) <= 25 && mayCall && vocative().test(text) && endsInThanks(text)) return 2;
  if (asks && wordCount(text) <= 25 && !/^["“«„]/u.test(text)) return 1;
  return greets && wordCount(text) <= 6 && /[,!]?$/.test(text) ? 1 : 0;
}

function thanksIn(text: string): boolean {
  return text.split(/[.!?,;\n]\s+/u).some((part) => wordCount(part) <= 6 && thanks(part) > 0);
}

/** Thanks alone behind what was said, a name after them or none: "thanks to him" and "best overall" say something else. */
function endsInThanks(text: string): boolean {
  const [, ...rest] = text.split(/[.!?,;\n]\s+/u).map((part) => part.replace(/[.!?,;:\s]+$/u, ''));
  return rest.slice(-2).some((part) => part !== '' && thanks(part) >= part.length);
}

/** "Thanks, Piotr", or a name alone below it. */
export function isSignOff(text: string): boolean {
  return wordCount(text) <= LONGEST_SIGNOFF && thanks(text) > 0;
}

/** How many of the first lines are a note to a colleague; 0 where there is none. */
export function noteLines(lines: readonly string[]): number {
  let surest = 0;
  let end = 0;
  for (let at = 0; at < Math.min(lines.length, REACH); at += 1) {
    const text = lines[at] ?? '';
    const level = toColleague(text);
    const closes = end > 0 && (isSignOff(text) || (isSignOff(lines[at - 1] ?? '') && wordCount(text) <= 4));
    if (level === 0 && !closes) {
      // A line between a greeting and what it asks for belongs to the note.
      const more = lines.slice(at + 1, at + 3).some((next) => toColleague(next) > 0 || isSignOff(next));
      if (end !== at || end === 0 || !more || wordCount(text) > 60) break;
    }
    surest += level + (closes ? 1 : 0);
    end = at + 1;
  }
  return surest >= 2 ? end : 0;
}

/** Whether a mail's whole text is a note about what is attached to it. */
export function isCoveringNote(text: string): boolean {
  const lines = text.split(/\n+/).filter((line) => line.trim() !== '');
  const words = wordCount(text);
  const asks = lines.some((line) => request(line).length > 0);
  const frames = lines.some(
    (line, at) => (at < 3 && greeting(line) > 0) || isSignOff(line) || thanksIn(line),
  );
  return words < 15 ? asks || words < 6 : words < 400 && asks && frames;
}
