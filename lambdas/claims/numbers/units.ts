import { fold } from '../../language/words.ts';
import { formatter } from './formatter.ts';

const WORD = /[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const UNITS = new Map<string, readonly string[]>();
const SPANS = ['day', 'week', 'month', 'year'] as const;

/** Whether a word counts shares ("per cent", "процента"): two shares are of one thing less often than two counts. */
export function isShare(word: string, language: string | null): boolean {
  return isNamed(word, unitNames(language, ['percent']));
}

/** Whether a word counts days or longer. */
export function isTimeSpan(word: string, language: string | null): boolean {
  return isNamed(word, unitNames(language, SPANS));
}

const TIMES: ReadonlySet<string> = new Set(['hour', ...SPANS]);
const MEASURES = [
  ...['second', 'minute', 'hour', ...SPANS],
  ...['meter', 'kilometer', 'mile', 'foot', 'kilogram', 'celsius', 'fahrenheit', 'percent'],
] as const;

/** Whether two words name two units: minutes are no hours, however near their words lie. */
export function areOtherUnits(a: UnitWord, b: UnitWord): boolean {
  const [one, other] = [unitOf(a), unitOf(b)];
  return one !== undefined && other !== undefined && one !== other;
}

/** The unit of time that a word names; undefined for any other word. */
export function timeUnitOf(word: UnitWord): string | undefined {
  const unit = unitOf(word);
  return unit !== undefined && TIMES.has(unit) ? unit : undefined;
}

interface UnitWord {
  readonly word: string;
  readonly language: string | null;
}

/** The unit of each form, by language. */
const FORMS = new Map<string | null, ReadonlyMap<string, string>>();

function unitOf({ word, language }: UnitWord): string | undefined {
  const known = FORMS.get(language) ?? formsIn(language);
  FORMS.set(language, known);
  return known.get(beginning(word, LONG_BEGINNING)) ?? known.get(beginning(word, BEGINNING));
}

function formsIn(language: string | null): ReadonlyMap<string, string> {
  const forms = MEASURES.flatMap((unit) => unitNames(language, [unit]).map((name) => ({ name, unit })));
  const alike = Map.groupBy(forms, ({ name }) => beginning(name, BEGINNING));
  const found = new Map<string, string>();
  for (const [short, group] of alike) {
    const isOne = new Set(group.map(({ unit }) => unit)).size === 1;
    for (const { name, unit } of group) {
      const key = isOne ? short : beginning(name, LONG_BEGINNING);
      if (!found.has(key)) found.set(key, unit);
    }
  }
  return found;
}

/** Letters in which the forms of one unit agree, and those of two mostly do not; "quilómetros" and "quilogramas" take more. */
const [BEGINNING, LONG_BEGINNING] = [5, 8];

function beginning(word: string, letters: number): string {
  return fold(word).slice(0, letters);
}

function isNamed(word: string, names: readonly string[]): boolean {
  return names.some((name) => stem(name) === stem(word));
}

/** Words of units, as Intl writes them beside a number. */
function unitNames(language: string | null, units: readonly string[]): readonly string[] {
  const key = `${language ?? 'en'} ${units.join(' ')}`;
  const known = UNITS.get(key);
  if (known !== undefined) return known;
  const names = units.flatMap((unit) => {
    const format = formatter(language ?? 'en', { style: 'unit', unit, unitDisplay: 'long' });
    return [1, 2, 5].flatMap((count) => [...format.format(count).matchAll(WORD)].map(([name]) => name));
  });
  UNITS.set(key, names);
  return names;
}

/** "percent" and "per cent"; "процент", "процента". */
const UNIT_STEM = 3;

function stem(word: string): string {
  return word.toLowerCase().slice(0, UNIT_STEM);
}
