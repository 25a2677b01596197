import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nameKey } from '../lambdas/article/metadata/name-key.ts';

const FOLDERS = ['edition/wording', 'edition/web/wording', 'reader/wording'];
/** No words that anybody reads. */
const TECHNICAL = /(?:^|\.)(?:locale|dir|direction|serif|comma|decimal)$/;
/** What a reader can click. */
const ACTION = /(?:^|\.)(?:unsubscribe|viewInBrowser|button|leaveButton)$/;
const LONGEST = 60;

export interface InterfaceWords {
  readonly actions: readonly string[];
  readonly labels: readonly string[];
}

/**
 * The short texts of our own pages and mails, in all languages, as keys of names: what no outlet and no author is called. Keys, since making
 * them of all texts took a cold start as long as reading its first article. `npm run document` writes them into `lambdas/article/rules/interface-words.json`.
 */
export function interfaceWords(): InterfaceWords {
  const texts = FOLDERS.flatMap((folder) => {
    const path = fileURLToPath(new URL(`../lambdas/${folder}/`, import.meta.url));
    return readdirSync(path)
      .filter((name) => name !== 'right-to-left.json')
      .toSorted()
      .flatMap((name) => leaves(JSON.parse(readFileSync(`${path}/${name}`, 'utf8')), ''));
  });
  const words = texts.filter(
    ([path, text]) =>
      !TECHNICAL.test(path) && !text.includes('{') && text.length <= LONGEST && /\p{L}{2}/u.test(text),
  );
  const of = (isAction: boolean) =>
    [
      ...new Set(words.filter(([path]) => ACTION.test(path) === isAction).map(([, text]) => nameKey(text))),
    ].toSorted();
  const actions = of(true);
  return { actions, labels: of(false).filter((text) => !actions.includes(text)) };
}

function leaves(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`));
}
