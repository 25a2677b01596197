/** Words by language, listed in one text each, as sets. `wordsIn` parts a list where spaces alone do not. */
export function wordSets(
  byLanguage: Readonly<Record<string, string>>,
  wordsIn: (list: string) => readonly string[] = (list) => list.split(' '),
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(byLanguage).map(([language, list]) => [language, new Set(wordsIn(list))]));
}
