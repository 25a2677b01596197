import ar from './wording/ar.json' with { type: 'json' };
import en from './wording/en.json' with { type: 'json' };
import es from './wording/es.json' with { type: 'json' };
import uk from './wording/uk.json' with { type: 'json' };

/** What our pages and notices say in one language. English is the complete list, and the compiler compares the others with it. */
export type ReaderWording = typeof en;

const WORDINGS: Readonly<Record<string, ReaderWording>> = { ar, en, es, uk };

/** The wording of a language, and the language that it really is: English where there are no words of ours. */
export function readerWording(language: string): {
  readonly language: string;
  readonly wording: ReaderWording;
} {
  const wording = Object.hasOwn(WORDINGS, language) ? WORDINGS[language] : undefined;
  return wording === undefined ? { language: 'en', wording: en } : { language, wording };
}

/** Puts values into `{name}` slots; a slot without one is a mistake in a wording file and throws. */
export function put(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (_slot, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`The wording "${pattern}" needs a value for {${name}}.`);
    return value;
  });
}

/** A language by its own name, as its readers look for it; the code itself where ICU has no name. */
export function ownName(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** The first of the offered languages that a browser asks for (`Accept-Language`, RFC 9110), else the first offered. */
export function preferred(accepted: string, offered: readonly string[]): string {
  const wanted = accepted
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(/\s*;\s*q=/);
      return { language: tag.split('-')[0]?.toLowerCase() ?? '', weight: q === undefined ? 1 : Number(q) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted.find(({ language }) => offered.includes(language))?.language ?? offered[0] ?? 'en';
}
