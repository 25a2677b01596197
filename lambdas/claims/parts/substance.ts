import stopwords from '../../language/data/stopwords.json' with { type: 'json' };
import { wordSets } from '../../language/word-sets.ts';
import { DATE } from '../numbers/dates-in.ts';
import { type KindOfNumber, numbersIn } from '../numbers/numbers-in.ts';
import type { Statement } from '../statements/statements.ts';

/** Two words with capitals: somebody, or a place. In German every noun has one, and scripts without capitals do not show names. */
const [FULL_NAME, CAPITAL_NOUNS] = [/(?<!\p{L})(\p{Lu}\p{L}+)(\.?)\s\p{Lu}\p{L}/gu, 'de'];
const STOP = wordSets(stopwords);
/** Counts and times from here on are told for their own sake; shares and sums always are. */
const LEAST_COUNT = 10;
const TOLD_FOR_ITSELF: ReadonlySet<string> = new Set(['percent', 'money']);

/** What neither counts anything nor names anybody in full is a turn of phrase, or colour. */
export function hasSubstance(statement: Statement): boolean {
  const isTold = ({ kind, value }: KindOfNumber) =>
    kind !== DATE && (value >= LEAST_COUNT || TOLD_FOR_ITSELF.has(kind));
  const { text, language } = statement.quote;
  if (numbersIn(statement).some(isTold)) return true;
  // "For Ireland": the first word of a sentence has a capital, whatever it is.
  const isSmall = (word: string) => STOP.get(language ?? '')?.has(word.toLowerCase()) ?? false;
  return (
    language !== CAPITAL_NOUNS &&
    [...text.matchAll(FULL_NAME)].some(([, first = '', stop]) => stop === '.' || !isSmall(first))
  );
}

/** Capitals inside a sentence; scripts that have none, and German, tell nothing by them. */
const [INNER_CAPITAL, HAS_CAPITALS] = [/(?<=[\s(«“„"'’-])\p{Lu}\p{L}/gu, /\p{Ll}/u];
const FEWEST_NAMES = 2;

/** "In the end it was nearly midnight.": neither a figure nor two names. */
export function isColour(statement: Statement): boolean {
  const { text, language } = statement.quote;
  if (language === CAPITAL_NOUNS || !HAS_CAPITALS.test(text) || hasSubstance(statement)) return false;
  return (text.match(INNER_CAPITAL)?.length ?? 0) < FEWEST_NAMES;
}
