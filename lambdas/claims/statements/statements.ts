import type { EncodedSentence } from '../../encoder/encode.ts';
import { speaksOfItself } from '../../language/own-voice.ts';
import { beginsInMidAir, beginsWithConnective, isWhole, pointsBack } from '../../language/sentences.ts';
import { endsWithUnnamedSpeaker } from '../../language/speakers.ts';
import { beginsWithUnnamed } from '../../language/unnamed-subject.ts';
import { wordSets } from '../../language/word-sets.ts';
import { words } from '../../language/words.ts';
import type { Quote, WindowArticle } from '../../types.ts';
import facts from '../data/facts.json' with { type: 'json' };
import furniture from '../data/furniture.json' with { type: 'json' };
import { chosenSentences } from './chosen.ts';

/** The vectors of a text; null where there are none: then it is compared with nothing. */
export type VectorsOf = (text: string) => EncodedSentence | null;

/** One sentence of one article, with what decides whether and where it can be shown. */
export interface Statement {
  readonly quote: Quote;
  /** Index of its article among those told. */
  readonly source: number;
  /** Who vouches for it: two papers that print one agency's report are one witness. */
  readonly origin: string;
  /** Place in the article, 0 is the lead. */
  readonly position: number;
  readonly language: string;
  /** `YYYY-MM-DD`, of the article. */
  readonly day: string | null;
  /** Null where there are no vectors: then it is compared with nothing. */
  readonly encoded: EncodedSentence | null;
  /** Can be shown alone. */
  readonly whole: boolean;
  /** A sentence, however short: it can be read beside another one. */
  readonly isSentence: boolean;
  readonly midAir: boolean;
  /** Leans on what came before by a connective alone ("Meanwhile, …"). */
  readonly connective: boolean;
  /** "… in this field", "…, he added": a word in it points at what came before. */
  readonly pointsBack: boolean;
  /** Holds somebody's words in quotation marks. */
  readonly spoken: boolean;
  readonly negated: boolean;
  /** Tells a plan, a wish or a possibility. */
  readonly modal: boolean;
  readonly wordCount: number;
  /** Only the beginning of a sentence. */
  readonly isBeginning?: true;
  /** What an outlet added to a text that it printed from another: all that it has of its own. */
  readonly isAdded?: true;
}

const NEGATIONS = wordSets(facts.negations, words);
const MODALS = wordSets(facts.modals, words);
const PLANS = new Map(
  Object.entries<readonly string[]>(facts.plans).map(([language, phrases]) => [
    language,
    phrases.map((phrase) => ` ${words(phrase).join(' ')} `),
  ]),
);
const [FEWEST_WORDS, MOST_WORDS] = [6, 60];
const FEWEST_OF_SENTENCE = 3;

/** The statements of one article; `origin` and `source` are the caller's. */
export function statementsOf(
  { id, article }: WindowArticle,
  { source, origin, vectorsOf }: { source: number; origin: string; vectorsOf: VectorsOf },
): Statement[] {
  const { version, published } = article;
  return chosenSentences(article).map(
    ({ text, block, offset, language, isQuoted, isPoint }, position): Statement => {
      const quote = { text, language, articleId: id, version, block, offset };
      const shape = shapeOf(text, language);
      return {
        quote,
        source,
        origin,
        position,
        language: language ?? 'und',
        day: published?.date ?? null,
        encoded: vectorsOf(text),
        ...shape,
        ...(isPoint && { whole: false, isSentence: false }),
        // Who says it stands in a sentence before.
        midAir: shape.midAir || isQuoted,
        spoken: shape.spoken || isQuoted,
      };
    },
  );
}

/** What the words of a text tell of it. */
export function shapeOf(text: string, language: string | null) {
  const tokens = words(text);
  const wordCount = wordsByScript(text, language);
  const has = (sets: ReadonlyMap<string, ReadonlySet<string>>) =>
    tokens.some((word) => sets.get(language ?? '')?.has(word) ?? false);
  const said = ` ${tokens.join(' ')} `;
  const isSentence =
    !isFurniture(text) &&
    isWhole(text, language) &&
    wordCount >= FEWEST_OF_SENTENCE &&
    wordCount <= MOST_WORDS;
  return {
    whole: isSentence && wordCount >= FEWEST_WORDS,
    isSentence,
    midAir: beginsInMidAir(text, language) || beginsWithUnnamed(text, language),
    connective: beginsWithConnective(text, language),
    pointsBack:
      pointsBack(text, language) || endsWithUnnamedSpeaker(text, language) || speaksOfItself(text, language),
    spoken: /[“"«„「]/u.test(text),
    negated: has(NEGATIONS) || /n['’]t(?!\p{L})/u.test(text),
    modal: has(MODALS) || (PLANS.get(language ?? '') ?? []).some((plan) => said.includes(plan)),
    wordCount,
  };
}

const SIGNS: readonly string[] = furniture.signs;
/** Words in capitals before the rest: a label of the page's own ("JUST WATCHED …"). */
const LABEL =
  /^(?:\p{Lu}{3,}\s+){2,}\p{Lu}?\p{Ll}|^(?:CLOSE|WATCH|SHARE|VIDEO|PHOTOS?)\s\p{Lu}|^(?:All times (?:are|in)|Alle (?:Uhrz|Z)eiten (?:sind|in)|Todas las horas (?:son|en)|Tous les horaires)\s|^(?:Live (?:page|blog)|Updates?|Reporting|Edited|Compiled|Written)\s(?:\p{Ll}+\s)?by\s\p{Lu}/u;

function isFurniture(text: string): boolean {
  const small = text.toLowerCase();
  return LABEL.test(text) || SIGNS.some((sign) => small.includes(sign));
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Words as a reader counts them; scripts without spaces by their own rules. */
function wordsByScript(text: string, language: string | null): number {
  if (!UNSPACED.test(text)) return text.split(/\s+/u).filter(Boolean).length;
  const segmenter = new Intl.Segmenter(language ?? 'ja', { granularity: 'word' });
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length;
}
