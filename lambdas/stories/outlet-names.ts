import { nameKey } from '../article/metadata/name-key.ts';
import { outletFacts, siteOf } from '../article/metadata/outlet-facts.ts';
import type { EditorialField, WindowArticle } from '../types.ts';

/** "harbour-ledger.example": an address in place of a name. */
const ADDRESS = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/;

/**
 * The articles with one name for each outlet. Who shares a site or a name is one outlet, or it would agree with itself; its name is
 * the one that readers know for its site, else the one that most of its articles print. A function of the set.
 */
export function withOneName(articles: readonly WindowArticle[]): WindowArticle[] {
  const groups = Map.groupBy(articles.keys(), groupsOf(articles));
  const named = [...articles];
  for (const members of groups.values()) {
    const own = members.flatMap((at) => articles[at] ?? []);
    const name = nameOf(own);
    // Where nobody prints it, the name that editors gave to one is theirs for all of the site.
    const isEditorial = name !== null && own.every((one) => !isPrinted(one)) && !isOfTable(own, name);
    for (const at of members) {
      const item = articles[at];
      if (item === undefined || name === null || item.article.outlet === name) continue;
      const article = { ...item.article, outlet: name };
      const editorial: readonly EditorialField[] = [
        ...new Set([...(article.editorial ?? []), 'outlet' as const]),
      ].toSorted();
      named[at] = { ...item, article: isEditorial ? { ...article, editorial } : article };
    }
  }
  return named;
}

/** For an article's index, the least index of its outlet. */
function groupsOf(articles: readonly WindowArticle[]): (at: number) => number {
  const parent = articles.map((_, at) => at);
  const root = (at: number): number => {
    let one = at;
    for (let up = parent[one] ?? one; up !== one; up = parent[one] ?? one) one = up;
    return one;
  };
  const first = new Map<string, number>();
  for (const [at, { article }] of articles.entries()) {
    const site = siteOf(article.url);
    const key = article.outlet === null ? '' : nameKey(article.outlet);
    // A known name over a foreign site says so itself: the site's own articles are another outlet.
    const isForeign = article.flags.includes('name-on-other-host');
    for (const sign of [
      site === null || isForeign ? null : `site ${site}`,
      key === '' ? null : `name ${key}`,
    ]) {
      if (sign === null) continue;
      const known = first.get(sign);
      if (known === undefined) first.set(sign, at);
      else {
        const [a, b] = [root(known), root(at)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  return root;
}

/** Whether it has a name of its own, which no editor made up. */
function isPrinted({ article }: WindowArticle): boolean {
  return article.outlet !== null && !article.editorial?.includes('outlet');
}

function isOfTable(articles: readonly WindowArticle[], name: string): boolean {
  return articles.some(({ article: { url } }) => siteOf(url) !== null && outletFacts(url)?.name === name);
}

function nameOf(articles: readonly WindowArticle[]): string | null {
  const isForeign = articles.some(({ article }) => article.flags.includes('name-on-other-host'));
  const known = isForeign
    ? []
    : articles.flatMap(({ article: { url } }) =>
        siteOf(url) === null ? [] : (outletFacts(url)?.name ?? []),
      );
  const own = articles.filter(isPrinted);
  const printed = (own.length > 0 ? own : articles).flatMap(({ article }) => article.outlet ?? []);
  const names = printed.filter((name) => !ADDRESS.test(name));
  for (const some of [known, names, printed]) {
    const counted = [...Map.groupBy(some, (name) => name)].map(([name, all]) => ({
      name,
      times: all.length,
    }));
    const [most] = counted.sort((a, b) => b.times - a.times || (a.name < b.name ? -1 : 1));
    if (most !== undefined) return most.name;
  }
  return null;
}
