import { once } from '../once.ts';
import { finder, opener } from '../roles/phrases.ts';
import { wordCount } from '../roles/sentences.ts';
import rules from '../rules/notes.json' with { type: 'json' };

const greeting = opener(rules.greetings);
const request = finder(rules.requests);
const thanks = opener(rules.thanks);
/** "Maria - please use this one": a first name, a sign, and what follows speaks to her. */
const vocative = once(() => /^@?\p{Lu}\p{L}{1,20}(?:\s\p{Lu}\p{L}{1,20})?\s?[,:!–—-]\s?(?=\S)/u);
/** "小李，", "田中さん", "민수 씨,": a name alone with the title that one says to a person's face. */
const calledLine = once(
  () =>
    /^(?:(?:[小老]\p{Script=Han}{1,2}|\p{Script=Han}{1,3}(?:老师|總|总|姐|哥|先生|女士))[，,：:！!]?|[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]{1,6}(?:さん|様|先輩)[、，,へ]?|\p{Script=Hangul}{2,4}\s?(?:씨|님|선배|선배님|기자님)[,，]?)$/u,
);
const EAST_ASIAN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
/** A sign behind a word or two, as a name that is called has it. */
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
  // "Tom, take this version. Thanks, Ines": called by name and thanked, whatever is asked of him.
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

const PHONE = /(?<![\d.,])(?:\+|00)?\(?\d{1,4}\)?(?:[\s()./-]{1,2}\d{1,7}){1,5}(?![\d.,]\d)/u;
const DATE =
  /^\D{0,2}(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:19|20)\d{2}|(?:19|20)\d{2}[./-]\s?\d{1,2}[./-]\s?\d{1,2})(?!\d)/u;
const phoneLabel = once(
  () =>
    /(?<!\p{L})(?:tel|tél|phone|telefon|telefono|téléphone|mobile?|cell|fax|fon|handy|móvil|teléfono|kom|cep|тел|моб|телефон|gsm|whatsapp)(?!\p{L})|(?<!\p{L})[mtp][.:]\s|电话|電話|手机|手機|携帯|전화|휴대폰|연락처|هاتف|جوال|موبايل|טלפון|נייד/iu,
);
const mailAddress = once(() => /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/u);
const DASHES = /^--\s?$/;
const MOST_SIGNATURE = 8;

/** Whether a text holds digits as many and as parted as those of a telephone number, whatever they are. */
export function hasPhoneDigits(text: string): boolean {
  const found = PHONE.exec(text)?.[0] ?? '';
  const digits = found.replace(/\D/g, '').length;
  return digits >= 8 && digits <= 15 && !DATE.test(found);
}

/** Whether a text gives a telephone number: an international one, or one that is labelled as such. */
export function hasPhone(text: string): boolean {
  if (!hasPhoneDigits(text)) return false;
  const found = PHONE.exec(text)?.[0] ?? '';
  return /^(?:\+|00|\()/.test(found.trim()) || phoneLabel().test(text);
}

export function hasAddress(text: string): boolean {
  return text.includes('@') && mailAddress().test(text);
}

/** The last lines of a text that are its sender's signature: a greeting, a name, a number. `isPrivate` when a number or an address is among them. */
export function signatureLines(lines: readonly string[]): {
  readonly count: number;
  readonly isPrivate: boolean;
} {
  const last = lines.slice(-MOST_SIGNATURE);
  const start = last.findIndex((line, at) => {
    const rest = last.slice(at);
    const begins = DASHES.test(line) || isSignOff(line);
    return begins && rest.every((one) => wordCount(one) <= 14);
  });
  if (start < 0) return { count: 0, isPrivate: false };
  const rest = last.slice(start);
  return { count: rest.length, isPrivate: rest.some((line) => hasPhone(line) || hasAddress(line)) };
}
