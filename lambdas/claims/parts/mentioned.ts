import type { Statement } from '../statements/statements.ts';

/** In eighths: rarer words tell something. */
const TELLING_RARITY = 88;
const FEWEST_LETTERS = 4;
/** Letters in which two forms of a word agree. */
const STEM = 6;
/** So many telling words of a sentence in another one, and it is mentioned there. */
const SHARED = 2;
/** What so large a share of the outlets write of is the story's, and tells nothing of one sentence. */
const COMMON = 0.5;

/**
 * Whether a sentence of another outlet mentions what this one tells: it shares two telling words that not every outlet has. The comparison
 * finds what is said in other words; this finds what is said by the way, in a sentence about something else.
 */
export function mentionedIn(statements: readonly Statement[]): (statement: Statement) => boolean {
  const known = statements.map((one) => ({ origin: one.origin, stems: stemsOf(one) }));
  const originsOf = new Map<string, Set<string>>();
  for (const { origin, stems } of known)
    for (const stem of stems) originsOf.set(stem, (originsOf.get(stem) ?? new Set()).add(origin));
  const all = new Set(known.map(({ origin }) => origin)).size;
  return (statement) => {
    const own = [...stemsOf(statement)].filter((stem) => {
      const origins = originsOf.get(stem)?.size ?? 0;
      return origins > 1 && (origins <= 2 || origins < COMMON * all);
    });
    return known.some(
      ({ origin, stems }) =>
        origin !== statement.origin && own.filter((stem) => stems.has(stem)).length >= SHARED,
    );
  };
}

function stemsOf({ quote, encoded }: Statement): ReadonlySet<string> {
  const words = (encoded?.words ?? []).filter(
    ({ rarity, start, end }) => rarity >= TELLING_RARITY && end - start >= FEWEST_LETTERS,
  );
  return new Set(words.map(({ start, end }) => quote.text.slice(start, end).toLowerCase().slice(0, STEM)));
}
