/** Writes `lambdas/claims/data/number-words.json` from CLDR's rules for spelling numbers out (package cldr-rbnf, Unicode-3.0). */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';

const LANGUAGES =
  'ar bg cs da de el en es fi fr he hi hr hu id it ja ko nl pl pt ro ru sk sl sr sv tr uk vi zh'.split(' ');
const NUMBER_WORDS = defineCommand({
  call: 'node test/fit/claims/number-words.ts FOLDER',
  words: { least: 1, most: 1 },
  about: `Writes the number words of CLDR as data. FOLDER is cldr-rbnf/rbnf.`,
  options: {},
});
/** One is an article in many languages, and says nothing. */
const [LEAST, MOST] = [2, 1000];

function wordsIn(folder: string, language: string): Record<string, number> {
  const { rbnf } = JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'));
  const sets: Readonly<Record<string, readonly (readonly [string, string])[]>> = rbnf.rbnf.SpelloutRules;
  const found: Record<string, number> = {};
  for (const [name, rules] of Object.entries(sets)) {
    if (!Array.isArray(rules)) continue;
    if (!name.startsWith('%spellout-cardinal') && !name.startsWith('%spellout-numbering')) continue;
    for (const [base, rule] of rules) {
      const value = Number(base.replaceAll(',', '').split('/')[0]);
      // "twenty[-→→]": what stands before the optional part is the number itself.
      const word = rule.replace(/;$/, '').replace(/\[.*$/, '').replaceAll('\u00ad', '').trim().toLowerCase();
      if (value >= LEAST && value < MOST && /^[\p{L}\p{M}’']{2,}$/u.test(word)) found[word] ??= value;
    }
  }
  return found;
}

function main({ words: [folder = ''] }: Call<typeof NUMBER_WORDS.options>): number {
  const all = Object.fromEntries(
    LANGUAGES.map((language) => [language, wordsIn(folder, language)] as const).filter(
      ([, words]) => Object.keys(words).length > 0,
    ),
  );
  const lines = Object.entries(all).map(
    ([language, words]) => `  ${JSON.stringify(language)}: ${JSON.stringify(words)}`,
  );
  writeFileSync(
    fileURLToPath(new URL('../../../lambdas/claims/data/number-words.json', import.meta.url)),
    `{\n${lines.join(',\n')}\n}\n`,
  );
  return 0;
}

await runCommand(NUMBER_WORDS, main);
