import type { Story } from '../types.ts';
import data from './data/quoting.json' with { type: 'json' };
import stopwords from './data/stopwords.json' with { type: 'json' };
import { beginsInMidAir } from './sentences.ts';
import type { Statement } from './statements.ts';

type Spoken = NonNullable<Story['spoken']>;

const FEWEST_WORDS = 10;
const MOST_WORDS = 45;
/** Quotations are weighed by how often the story names their speaker; ten sentences further down cost one mention. */
const POSITIONS_A_MENTION = 10;

const QUOTED = /[“"«„]([^“”"«»„]+)[”"»“]/gu;
/** "Dr.", "Gen." belong to the name; without what follows they are none. */
const NAME = String.raw`((?:\p{Lu}\p{Ll}{1,4}\.\s)?\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,3})`;

interface Rules {
  /** What follows the closing mark: "…,” Kim said", "…”, dijo Kim". */
  readonly after: RegExp;
  /** What stands before the opening mark: "Kim said, “…". */
  readonly before: RegExp;
  readonly small: ReadonlySet<string>;
}

const RULES = new Map(
  Object.entries(data).map(([language, list]): [string, Rules] => {
    const verb = `(?:${list.split(' ').join('|')})(?!\\p{L})`;
    return [
      language,
      {
        after: new RegExp(
          String.raw`^[”"»“]?[\s,.—–-]*(?:${NAME}\s${verb}|${verb}\s${NAME}(?=[\s,;]|\.?$))`,
          'u',
        ),
        before: new RegExp(String.raw`(?:^|\s)${NAME}\s${verb}[,:]?\s[“"«„]?$`, 'u'),
        small: new Set((new Map(Object.entries(stopwords)).get(language) ?? '').split(' ')),
      },
    ];
  }),
);

/**
 * Somebody's own words, as one sentence quotes them and names their speaker (never "he said"): of those in `language`
 * the quotation of whom the story names most often, of equals the earliest. Undefined when there is none.
 */
export function spokenIn(statements: readonly Statement[], language: string | null): Spoken | undefined {
  const found = statements
    .filter(({ quote }) => quote.language === language)
    .flatMap((statement) => {
      const spoken = quotationIn(statement);
      if (spoken === null) return [];
      const mentions = statements.filter(({ quote }) => quote.text.includes(spoken.speaker)).length;
      return [{ spoken, worth: mentions - statement.position / POSITIONS_A_MENTION }];
    });
  return found.toSorted((a, b) => b.worth - a.worth)[0]?.spoken;
}

function quotationIn({ quote }: Statement): Spoken | null {
  const rules = RULES.get(quote.language ?? '');
  if (rules === undefined) return null;
  for (const match of quote.text.matchAll(QUOTED)) {
    const text = (match[1] ?? '').replace(/[\s,]+$/u, '');
    const count = text.split(/\s+/u).length;
    if (count < FEWEST_WORDS || count > MOST_WORDS || !/^\p{Lu}/u.test(text)) continue;
    const start = match.index + 1;
    const after = rules.after.exec(quote.text.slice(match.index + match[0].length));
    const before = rules.before.exec(quote.text.slice(0, match.index));
    const speaker = after?.[1] ?? after?.[2] ?? before?.[1];
    if (speaker === undefined || rules.small.has(speaker.toLowerCase())) continue;
    // "They are trying …": "we" and "I" are the speaker, whom the line below names; "they" and "this" are anybody.
    if (beginsInMidAir(`“${text}” ${speaker}: so`, quote.language)) continue;
    return { speaker, quote: { ...quote, text, offset: quote.offset + start } };
  }
  return null;
}
