import { MAIN_CLAUSE } from './event.ts';
import type { Material } from './material.ts';
import type { Statement } from './statements.ts';

/*
 * What speaks against showing a sentence, counted in words: a reader's patience and a source's quote allowance are
 * words too.
 */
const NO_ROOM = 1000;
const OTHER_LANGUAGE = 200;
const BROKEN = 100;
const MID_AIR = 40;
/** "Meanwhile, …" can be read alone, if with a frown. */
const CONNECTED = 8;
const SHOWN = 30;
/** For each word of its source that is shown already, so that one outlet does not tell it all. */
const SAME_SOURCE = 0.35;
/** What is agreed stands at the end of a long sentence. */
const IN_PASSING = 20;
const AWAY_FROM_EVENT = 40;

/** Sentences that say the same, the one to show first: in the reader's language, whole, short, near to the event. */
export function bestFirst(
  statements: readonly Statement[],
  { event, language, account }: Material,
  shown: ReadonlySet<Statement>,
): Statement[] {
  const core = coreOf(statements);
  const cost = new Map(
    statements.map((statement) => {
      const { quote, whole, midAir, connective, keys, source } = statement;
      const against =
        quote.text.split(' ').length +
        (quote.language === language ? 0 : OTHER_LANGUAGE) +
        (whole ? 0 : BROKEN) +
        (midAir ? (connective ? CONNECTED : MID_AIR) : 0) +
        (shown.has(statement) ? SHOWN : 0) +
        SAME_SOURCE * account.spent(source) +
        (account.fits(statement) ? 0 : NO_ROOM) +
        AWAY_FROM_EVENT * (1 - event(keys)) +
        IN_PASSING * (1 - share(core, new Set([...keys].slice(0, MAIN_CLAUSE))));
      return [statement, against] as const;
    }),
  );
  return statements.toSorted((a, b) => (cost.get(a) ?? 0) - (cost.get(b) ?? 0) || a.source - b.source);
}

/** The keys that at least half of the sentences have: what they agree on. */
function coreOf(statements: readonly Statement[]): Set<string> {
  const count = new Map<string, number>();
  for (const { keys } of statements) for (const key of keys) count.set(key, (count.get(key) ?? 0) + 1);
  return new Set([...count].flatMap(([key, times]) => (times * 2 >= statements.length ? [key] : [])));
}

function share(wanted: ReadonlySet<string>, there: ReadonlySet<string>): number {
  return [...wanted].filter((key) => there.has(key)).length / Math.max(1, wanted.size);
}
