import type { RelativeDay } from '../../types.ts';
import { once } from '../once.ts';
import { sentencesOf } from '../roles/sentences.ts';
import rules from '../rules/relative-days.json' with { type: 'json' };
import { inSmallLetters } from '../small-letters.ts';

interface Rule {
  /** Sunday first; several forms of a day with a space between them, or one form of several words with `_`. */
  readonly weekdays: readonly string[];
  readonly days: Readonly<Record<string, number>>;
  readonly unsure: readonly string[];
  readonly plans: readonly string[];
  /** The day of the text itself and the next one. */
  readonly now: readonly string[];
}

interface Words {
  readonly day: RegExp;
  readonly steps: ReadonlyMap<string, { readonly weekday: number } | { readonly days: number }>;
  readonly isUnsure: (before: string, after: string) => boolean;
  readonly plan: RegExp;
  readonly now: RegExp;
}

const DAY_MS = 86_400_000;
/** Written without spaces, or with particles glued to the word. */
const UNSPACED: ReadonlySet<string> = new Set(['ja', 'zh', 'ko', 'ar']);
const WORDS: ReadonlyMap<string, () => Words> = new Map(
  Object.entries<Rule>(rules).map(([language, rule]) => [
    language,
    once(() => wordsOf(rule, UNSPACED.has(language))),
  ]),
);

/**
 * The days that a text names by weekday or by "yesterday", against its dateline (`YYYY-MM-DD`): a weekday is the last one up
 * to the dateline, so "this Wednesday" on a Thursday is the day before. What is not sure is left out: quoted speech,
 * sentences that plan, "last Monday", "since Friday".
 */
export function relativeDays(
  text: string,
  language: string | null,
  dateline: string,
): readonly RelativeDay[] {
  const words = WORDS.get(language ?? '')?.();
  const today = Date.parse(`${dateline}T00:00:00Z`);
  if (words === undefined || Number.isNaN(today)) return [];
  const withoutQuotes = unquoted(text);
  const small = inSmallLetters(withoutQuotes);
  if (small.search(words.day) < 0) return [];
  // Only a plan needs to know where its sentence ends, and what parts sentences is dear to make.
  const sentences = words.plan.test(small)
    ? sentencesOf(withoutQuotes)
    : [{ text: withoutQuotes, offset: 0 }];
  return sentences.flatMap((sentence) => {
    const told = small.slice(sentence.offset, sentence.offset + sentence.text.length);
    if (words.plan.test(told)) return [];
    return [...told.matchAll(words.day)].flatMap((match): readonly RelativeDay[] => {
      const [word] = match;
      const step = words.steps.get(word);
      const before = told.slice(0, match.index);
      const after = told.slice(match.index + word.length);
      if (step === undefined || words.isUnsure(before, after)) return [];
      const back = 'days' in step ? -step.days : (new Date(today).getUTCDay() - step.weekday + 7) % 7;
      const offset = sentence.offset + match.index;
      return [
        {
          text: text.slice(offset, offset + word.length),
          offset,
          date: new Date(today - back * DAY_MS).toISOString().slice(0, 10),
        },
      ];
    });
  });
}

/** Whether a text tells outside of quotations what is planned, or what is so "today": false in a language without rules. */
export function tellsAhead(
  text: string,
  language: string | null,
): { readonly plan: boolean; readonly now: boolean } {
  const words = WORDS.get(language ?? '')?.();
  const small = words === undefined ? '' : inSmallLetters(unquoted(text));
  return { plan: words?.plan.test(small) ?? false, now: words?.now.test(small) ?? false };
}

function unquoted(text: string): string {
  return text.replaceAll(/[“"«„「][^”"»“」]*[”"»“」]/gu, (quote) => ' '.repeat(quote.length));
}

function wordsOf(rule: Rule, unspaced: boolean): Words {
  const steps = new Map<string, { readonly weekday: number } | { readonly days: number }>();
  for (const [weekday, forms] of rule.weekdays.entries())
    for (const form of forms.split(' ')) steps.set(form.replaceAll('_', ' '), { weekday });
  for (const [phrase, days] of Object.entries(rule.days)) steps.set(phrase, { days });
  const [open, close] = unspaced ? ['', ''] : ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])'];
  const oneOf = (list: Iterable<string>) =>
    `${open}(?:${[...list].sort((a, b) => b.length - a.length).join('|')})${close}`;
  const gap = unspaced ? '\\s*' : '[\\s,]+';
  const [before, after] = [
    new RegExp(`${oneOf(rule.unsure)}${gap}$`, 'u'),
    new RegExp(`^${gap}${oneOf(rule.unsure)}`, 'u'),
  ];
  return {
    day: new RegExp(oneOf(steps.keys()), 'gu'),
    steps,
    isUnsure: (left, right) => before.test(left.slice(-40)) || after.test(right.slice(0, 40)),
    plan: new RegExp(oneOf(rule.plans), 'u'),
    now: rule.now.length === 0 ? /(?!)/u : new RegExp(oneOf(rule.now), 'u'),
  };
}

/** The weekdays of every language that has rules here, and their short forms; letters only. */
export function weekdayNames(): readonly string[] {
  const whole = Object.values(rules).flatMap((language): readonly string[] => language.weekdays);
  const short = whole.flatMap((day) => [day.slice(0, 2), day.slice(0, 3), day.slice(0, 4)]);
  return [...new Set([...whole, ...short])].filter((day) => /^\p{L}+$/u.test(day));
}
