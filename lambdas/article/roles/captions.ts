import { agencyNamed } from '../metadata/contributors.ts';
import { languageOf } from '../metadata/language.ts';
import { once } from '../once.ts';
import { beginsWith, finder, opener, phrases, phrasesOf, plainSigns } from './phrases.ts';
import { endsSentence, sentencesOf, wordCount } from './sentences.ts';

const labelLength = beginsWith('captionLabels');
const AFTER_LABEL = /^\s*(?:[:：|/©–—\])】]|-\s)/u;
const BRACKET = /^[[(【]\s*/u;
/** What stands alone after the last sentence or a bar: "… at the launch site. REUTERS". */
const LAST_PIECE = /(\S)[.·|/]\s*([^.·|/–—-]{2,30})\.?$/u;
/** Labels of two words and more need no colon: "In this photo …", "Image credit Getty". */
const longLabel = opener(() => phrases('captionLabels').filter((label) => /\s/.test(label)));
const creditEnd = once(
  () =>
    /(?:\((?:AP|AFP|Reuters|EFE|Getty|EPA|Photo|Foto|Фото|Image|Picture|Credit)[^()]{0,80}\)|(?:Photo(?:graph)?|Foto|Фото|Image|Picture|Credit|Photo by)\s*:\s*[^.]{2,60}|[©].{2,60}|\b(?:via|\/)\s*(?:AP|AFP|Reuters|Getty(?: Images)?|EPA|Shutterstock|Sputnik|Kremlin)\b[^.]{0,30}|Getty Images|AP Photo[^.]{0,40}|\((?:[^()]{0,60}\b(?:photo|via AP|via Reuters|Getty|file|handout)\b[^()]{0,40})\)|\(file\))\.?$/iu,
);
/** A word of each of those: most lines have none. */
const MAYBE_CREDIT =
  /\(ap|\bap\b|afp|reuters|efe|getty|epa|photo|foto|фото|image|picture|credit|©|shutterstock|sputnik|kremlin|file|handout/i;
const QUOTED = /["“”«»„]/u;
const capitalisedRuns = once(() => /(?<![.!?]\s)(?<!^)(?:\p{Lu}[\p{L}'’.-]+(?:\s+(?=\p{Lu})|))+/gu);
const LONGEST_WORDS = 50;
const LONGEST_TEXT = 800;

/** A caption that says so: a label before it or a photographer's credit after it. */
export function isLabelledCaption(text: string): boolean {
  const plain = plainSigns(text);
  const words = wordCount(plain);
  if (words > LONGEST_WORDS * 1.6) return false;
  const unbracketed = plain.replace(BRACKET, '');
  const label = labelLength(unbracketed);
  if (label > 0 && AFTER_LABEL.test(unbracketed.slice(label, label + 10))) return true;
  if (words <= LONGEST_WORDS && isSignedPicture(plain)) return true;
  return (
    longLabel(unbracketed) > 0 ||
    (MAYBE_CREDIT.test(plain) && creditEnd().test(plain) && sentencesOf(plain).length <= 3)
  );
}

/** "Captain Aas during the visit. EFE": an agency's name after what tells nothing. After a told sentence it signs the report. */
function isSignedPicture(plain: string): boolean {
  const last = LAST_PIECE.exec(plain);
  const [, sign = '', name = ''] = last ?? [];
  if (!last || agencyNamed(name) === null || !/[\p{L}\p{N})]/u.test(sign)) return false;
  const before = plain.slice(0, last.index + sign.length);
  return wordCount(before) >= 4 && verbsIn(before, languageOf(before)) === 0;
}

function verbsIn(plain: string, language: string | null): number {
  const form = formOf(language);
  return form.finite(plain).length + (language === 'en' ? pastVerbs(plain) : form.inflected(plain));
}

/**
 * How much one sentence looks like the text under a picture, 0 … 1, from its form alone: it names people or places,
 * has no finite verb or a stage direction in the present tense ("shake hands during …"), quotes nobody, argues nothing.
 */
export function pictureLikeness(text: string, language: string | null): number {
  if (text.length > LONGEST_TEXT) return 0;
  const form = formOf(language);
  const plain = plainSigns(text);
  const words = wordCount(plain);
  if (words < 6 || words > LONGEST_WORDS || !endsSentence(plain) || /[?!]$/.test(plain)) return 0;
  if (QUOTED.test(plain) || form.notStart(plain) > 0 || !/^["'(]?\p{Lu}/u.test(plain)) return 0;
  const verbs = form.finite(plain).length + (language === 'en' ? pastVerbs(plain) : form.inflected(plain));
  if (verbs > 0) return 0;
  const names = plain.match(capitalisedRuns())?.length ?? 0;
  // Last, since what parts sentences is dear to make and most texts have a verb.
  if (names < 1 || isSeveral(plain)) return 0;
  const staged = form.staged(plain).length > 0;
  const signs = form.signs(plain).length;
  const hints = form.hints(plain).length;
  const score =
    (staged ? 0.35 : 0.3) +
    Math.min(0.5, signs * 0.35) +
    Math.min(0.2, hints * 0.15) +
    (words <= 30 ? 0.1 : 0);
  return Math.min(1, score);
}

/** What may end a sentence (Unicode's own list), with anything behind it. */
const innerStop = once(() => /[\p{Sentence_Terminal}\u2024\ufe52\uff0e\n\r\u0085\u2028\u2029]./su);

/** A text without a stop inside is one sentence. */
function isSeveral(plain: string): boolean {
  return innerStop().test(plain) && sentencesOf(plain).length > 1;
}

/** Captions of one picture series repeat each other's names: the share of the shorter's words that the longer has. */
export function likenessOf(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared / Math.max(1, Math.min(first.size, second.size));
}

/** "-ed" after its subject; a participle after a comma or before "by" describes the picture and does not tell. */
function pastVerbs(text: string): number {
  const matches = text.match(/(?<=\p{L}\s)\p{Ll}{2,}ed(?=\s(?!by\b|in\b|at\b|from\b|near\b))/gu) ?? [];
  return matches.filter(
    (word) => !/^(?:armou?red|united|combined|so-called|naked|hundred|sacred|red|unmanned)$/.test(word),
  ).length;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
}

interface Form {
  /** Words that end as the language's past and future tenses do. */
  readonly inflected: (text: string) => number;
  readonly finite: (text: string) => readonly string[];
  readonly staged: (text: string) => readonly string[];
  readonly signs: (text: string) => readonly string[];
  readonly hints: (text: string) => readonly string[];
  readonly notStart: (text: string) => number;
}

const FORMS = new Map<string, Form>();

/** One language's words: "a" is a finite verb in French and nothing of the kind in English. */
function formOf(language: string | null): Form {
  const known = FORMS.get(language ?? '');
  if (known) return known;
  const endings = phrasesOf(language, 'finiteEndings');
  const made: Form = {
    inflected: (text) =>
      (text.match(/(?<![\p{L}])\p{Ll}{5,}/gu) ?? []).filter((word) =>
        endings.some((ending) => word.endsWith(ending)),
      ).length,
    finite: finder(phrasesOf(language, 'finite')),
    staged: finder(phrasesOf(language, 'pictureVerbs')),
    signs: finder(phrasesOf(language, 'pictureSigns')),
    hints: finder(phrasesOf(language, 'pictureHints')),
    notStart: opener(phrasesOf(language, 'notCaptionStarts')),
  };
  FORMS.set(language ?? '', made);
  return made;
}
