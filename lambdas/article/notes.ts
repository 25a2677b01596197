import { finder, opener } from './phrases.ts';
import rules from './rules/notes.json' with { type: 'json' };
import { wordCount } from './sentences.ts';

const greeting = opener(rules.greetings);
const request = finder(rules.requests);
const thanks = opener(rules.thanks);
/** "Maria - please use this one": a first name, a sign, and what follows speaks to her. */
const VOCATIVE = /^@?\p{Lu}\p{L}{1,20}(?:\s\p{Lu}\p{L}{1,20})?\s?[,:!–—-]\s?(?=\S)/u;
const LONGEST_NOTE = 120;
const LONGEST_SIGNOFF = 12;
/** A note stands within the first lines of a file, or it is none. */
const REACH = 8;

/** How surely a line is said to a colleague and not to readers: 0 not at all, 2 surely. */
function toColleague(text: string): 0 | 1 | 2 {
  if (wordCount(text) > LONGEST_NOTE) return 0;
  const greets = greeting(text) > 0;
  const asks = request(text).length > 0;
  if (asks && (greets || VOCATIVE.test(text) || thanksIn(text))) return 2;
  if (asks && wordCount(text) <= 25 && !/^["“«„]/u.test(text)) return 1;
  return greets && wordCount(text) <= 6 && /[,!]?$/.test(text) ? 1 : 0;
}

function thanksIn(text: string): boolean {
  return text.split(/[.!?,;\n]\s+/u).some((part) => wordCount(part) <= 6 && thanks(part) > 0);
}

/** "Thanks, Piotr", or a name alone below it. */
function isSignOff(text: string): boolean {
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
