import { nameKey } from '../article/metadata/name-key.ts';
import { outletFacts } from '../article/metadata/outlet-facts.ts';
import facts from '../article/rules/outlet-facts.json' with { type: 'json' };
import outlets from '../article/rules/outlets.json' with { type: 'json' };
import type { Article } from '../types.ts';

const KNOWN: ReadonlySet<string> = new Set(
  [
    ...Object.values(outlets),
    ...Object.values<Readonly<Record<string, string>>>(facts.countries).flatMap((all) => Object.values(all)),
  ].filter((name) => name !== ''),
);

/** True when these very words stand together in the file, as one piece of one block or of what was read from its head. */
export function isVerbatimIn(article: Article, words: string): boolean {
  const wanted = folded(words);
  if (wanted === '') return false;
  const { title, titleFrom, outlet, authors, contributors, agency, translations } = article;
  const read = [
    titleFrom === 'derived' ? null : title,
    outlet,
    agency,
    ...authors,
    ...contributors,
    ...translations.map((one) => one.title),
    ...article.blocks.map(({ text }) => text),
  ];
  return read.some((text) => text !== null && holds(folded(text), wanted));
}

/** True for a name from the table of outlets, spelled as there, and for the one that the article's own address has. */
export function isKnownOutlet(article: Article, name: string): boolean {
  return KNOWN.has(name) || outletFacts(article.url)?.name === name;
}

/** The same outlet as was read, in another spelling: "the harbour gazette". */
export function isSameOutlet(article: Article, name: string): boolean {
  return article.outlet !== null && nameKey(article.outlet) === nameKey(name);
}

/** Whole words: "Ann" does not stand in "Annual". Languages without spaces have no such ends. */
function holds(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const before = text.slice(0, at).at(-1) ?? ' ';
    const after = text[at + wanted.length] ?? ' ';
    if (!isJoined(before, wanted.at(0) ?? '') && !isJoined(wanted.at(-1) ?? '', after)) return true;
  }
  return false;
}

const SPACED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{N}]/u;

function isJoined(left: string, right: string): boolean {
  return SPACED.test(left) && SPACED.test(right);
}

function folded(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
