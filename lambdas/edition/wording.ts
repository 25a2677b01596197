import { displayNames, numberFormat, pluralRules } from './formats.ts';
import ar from './wording/ar.json' with { type: 'json' };
import en from './wording/en.json' with { type: 'json' };
import es from './wording/es.json' with { type: 'json' };
import rightToLeft from './wording/right-to-left.json' with { type: 'json' };
import uk from './wording/uk.json' with { type: 'json' };

/** Forms by CLDR plural category. Every language has at least `other`. */
export type Plural = Readonly<Record<string, string>>;

/** Phrases that belong together, of which each stands in every language. */
type Group = 'state' | 'about' | 'correctionMail';

type Loosened<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : K extends Group ? T[K] : Plural;
};

/** What our own words are in one language. English is the complete list. */
export type Wording = Loosened<typeof en>;

const WORDINGS: Readonly<Record<string, Wording>> = { ar, en, es, uk };

/** Languages that the mail speaks. */
export const SPOKEN = Object.keys(WORDINGS);

/** The wording of a language, and the language that it really is: English where we have no words of ours. */
export function wordingFor(language: string): { readonly language: string; readonly wording: Wording } {
  const wording = Object.hasOwn(WORDINGS, language) ? WORDINGS[language] : undefined;
  return wording === undefined ? { language: 'en', wording: en } : { language, wording };
}

/** Puts values into `{name}` slots. A slot without a value is a mistake in a wording file and throws. */
export function fill(pattern: string, values: Readonly<Record<string, string | number>>): string {
  return pattern.replace(/\{(\w+)\}/g, (_slot, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`The wording "${pattern}" needs a value for {${name}}.`);
    return String(value);
  });
}

/** `{n}` with the form that the language has for it (CLDR plural rules), digits as the language writes them. */
export function plural(
  forms: Plural,
  n: number,
  locale: string,
  values: Readonly<Record<string, string>> = {},
): string {
  const form = forms[pluralRules(locale, {}).select(n)] ?? forms.other;
  if (form === undefined) throw new Error(`A plural of the wording for ${locale} has no form "other".`);
  return fill(form, { ...values, n: numberIn(n, locale) });
}

export function numberIn(n: number, locale: string): string {
  return numberFormat(locale, {}).format(n);
}

/** "850 million"; what is not round is written out. */
export function roundNumberIn(n: number, locale: string): string {
  const isRound = n >= 1_000_000 && n % 100_000 === 0;
  return isRound
    ? numberFormat(locale, {
        notation: 'compact',
        compactDisplay: 'long',
        maximumSignificantDigits: 6,
      }).format(n)
    : numberIn(n, locale);
}

/** A language's name in the reader's language; the code itself where ICU has no name. */
export function languageName(code: string, locale: string): string {
  try {
    return displayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** `auto` lets the browser judge by the first strong letter, where the language is unknown. */
export function directionOf(language: string | null): 'ltr' | 'rtl' | 'auto' {
  if (language === null) return 'auto';
  return rightToLeft.includes(language.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
