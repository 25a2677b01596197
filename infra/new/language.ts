import { addedBehind, type Laid, type ReadSource } from './laid.ts';

/** Where the product speaks: a file of words for each language, and the module that lists them. English is complete. */
const WORDINGS = [
  'lambdas/edition/wording',
  'lambdas/reader/wording',
  'lambdas/edition/web/wording',
] as const;

/**
 * A language: its files of words with every phrase empty, their places in the lists, and the list of data by language
 * that has nothing for it. `data` are the paths of all data files of the sources.
 */
export function layLanguage(code: string, read: ReadSource, data: readonly string[]): Laid {
  const without = [
    ...data
      .filter((path) => path.endsWith('/en.json') && !data.includes(path.replace('en.json', `${code}.json`)))
      .map((path) => path.replace('/en.json', '/')),
    ...data.flatMap((path) =>
      withoutLanguage(JSON.parse(read(path)), code).map((place) => `${path}${place && `: ${place}`}`),
    ),
  ];
  return {
    files: Object.fromEntries(
      WORDINGS.map((folder) => [`${folder}/${code}.json`, emptied(read(`${folder}/en.json`), code)]),
    ),
    lists: Object.fromEntries(
      WORDINGS.map((folder) => [`${folder}.ts`, listed(`${folder}.ts`, read(`${folder}.ts`), code)]),
    ),
    test: 'test/edition/wording.test.ts',
    next: [
      ...WORDINGS.map((folder) => `${folder}/${code}.json: put every phrase of en.json into words.`),
      'test/edition/wording.test.ts: name the language in its first test, and give a row to how articles are counted. It also names each phrase that is still empty.',
      'npm run document, when the words are written: so that a mail of ours that comes back is known.',
      'lambdas/README.md, "Words in patterns": words that stand in code, since they are half a pattern, each with its file.',
      ...without.map((place) => `${place} has no "${code}": uploads in it are read less well without.`),
    ],
  };
}

/** A file of words with its phrases empty. Plurals get the forms that the language has (CLDR, as Node knows them). */
function emptied(text: string, code: string): string {
  const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
  const empty = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return '';
    if ('other' in value && 'one' in value) return Object.fromEntries(forms.map((form) => [form, '']));
    return Array.isArray(value)
      ? value.map(empty)
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, empty(inner)]));
  };
  const words = Object.entries<unknown>(JSON.parse(text)).map(([key, value]) =>
    key === 'locale' ? [key, code] : [key, empty(value)],
  );
  return `${JSON.stringify(Object.fromEntries(words), null, 2)}\n`;
}

/** The module with the language imported and in its `WORDINGS`. */
function listed(path: string, text: string, code: string): string {
  const folder = './wording';
  const english = `import en from '${folder}/en.json' with { type: 'json' };\n`;
  const imported = addedBehind(
    path,
    text,
    english,
    `import ${code} from '${folder}/${code}.json' with { type: 'json' };\n`,
  );
  const list = /const WORDINGS: [^=]+ = \{ /.exec(imported)?.[0] ?? 'const WORDINGS';
  return addedBehind(path, imported, list, `${code}, `);
}

/** Places in a data file that are kept by language, English among them, and have nothing for this one. */
function withoutLanguage(value: unknown, code: string, place = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const keys = Object.keys(value);
  const isByLanguage = keys.includes('en') && keys.filter((key) => /^[a-z]{2}$/.test(key)).length > 2;
  if (isByLanguage) return keys.includes(code) ? [] : [place];
  return Object.entries(value).flatMap(([key, inner]) =>
    withoutLanguage(inner, code, place === '' ? key : `${place}.${key}`),
  );
}
