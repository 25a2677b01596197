import { fold, overlapOf } from '../language/words.ts';
import { type CopyEdge, type CopyText, opening, round } from './copy-text.ts';
import titles from './data/roundup-titles.json' with { type: 'json' };

export interface Roundup {
  /** Index of the text that it contains. */
  readonly of: number;
  readonly kind: 'roundup';
  /** Share of the contained article that the round-up has. */
  readonly score: number;
}

const PHRASES = Object.values(titles).flat().map(fold);
const WHOLE_ARTICLE = 0.5;
/** An excerpt stands in its article entire; of the other article a round-up has only a piece. */
const ENTIRE = 0.85;
/** To the last word: of two articles that it holds, a round-up is named after this one. */
const COMPLETE = 0.99;
/** Trigrams of another article that a text must hold beyond the first one. */
const OTHER_MATTER = 15;
const OTHER_SHARE = 0.04;

/**
 * Texts that hold one article and a piece of a different one, or hold an article and call themselves a round-up.
 * They are no copies: what they hold is. `groups` are the copy groups as they stand without this judgement.
 */
export function findRoundups(
  texts: readonly CopyText[],
  edges: readonly CopyEdge[],
  groups: Uint32Array,
): Map<number, Roundup> {
  const neighbours = new Map<number, { other: number; edge: CopyEdge }[]>();
  for (const edge of edges) {
    for (const [self, other] of [
      [edge.a, edge.b],
      [edge.b, edge.a],
    ] as const) {
      const list = neighbours.get(self) ?? [];
      list.push({ other, edge });
      neighbours.set(self, list);
    }
  }
  const holders = holdersOf(new Set(neighbours.keys()), texts);
  const found = new Map<number, Roundup>();
  for (const [index, text] of texts.entries()) {
    const near = (neighbours.get(index) ?? []).map(({ other }) => other);
    const held = near
      .filter((other) => size(texts, other) < text.trigrams.length)
      .map((other) => ({ other, share: containedIn(texts[other], text) }))
      .filter(({ share }) => share >= WHOLE_ARTICLE)
      .map((part) => ({
        ...part,
        entire: part.share >= COMPLETE ? 2 : part.share >= ENTIRE ? 1 : 0,
        extent: part.share * size(texts, part.other),
      }))
      .sort((a, b) => b.entire - a.entire || b.extent - a.extent || a.other - b.other);
    const first = held[0];
    if (first === undefined) continue;
    const article = texts[first.other];
    const named = callsItself(text) && article !== undefined && !callsItself(article);
    const own = reach(first.other, index, neighbours);
    const cutOff = near.filter((other) => !own.has(other) && containedIn(texts[other], text) < ENTIRE);
    const groupOf = (holder: number) =>
      own.has(holder) || (groups[holder] === groups[index] && cutOff.length === 0)
        ? null
        : (groups[holder] ?? holder);
    if (named || holdsOther(index, first.other, texts, groupOf, holders))
      found.set(index, { of: first.other, kind: 'roundup', score: round(first.share) });
  }
  return found;
}

function callsItself({ best }: CopyText): boolean {
  const start = opening(best);
  return PHRASES.some((phrase) => start.includes(phrase));
}

/** The texts linked to `from` without passing through `without`. */
function reach(
  from: number,
  without: number,
  neighbours: ReadonlyMap<number, readonly { readonly other: number }[]>,
): Set<number> {
  const reached = new Set([from]);
  for (const at of reached) {
    for (const { other } of neighbours.get(at) ?? []) if (other !== without) reached.add(other);
  }
  return reached;
}

function size(texts: readonly CopyText[], index: number): number {
  return texts[index]?.trigrams.length ?? 0;
}

function containedIn(part: CopyText | undefined, whole: CopyText): number {
  if (part === undefined || part.trigrams.length === 0) return 0;
  const { shared, left } = overlapOf(part.trigrams, whole.trigrams);
  return shared / left;
}

/** Which texts have each trigram of the asked ones. */
function holdersOf(asked: ReadonlySet<number>, texts: readonly CopyText[]): Map<number, number[]> {
  const holders = new Map<number, number[]>();
  for (const index of asked) for (const gram of texts[index]?.trigrams ?? []) holders.set(gram, []);
  for (const [index, { trigrams }] of texts.entries()) {
    for (const gram of trigrams) holders.get(gram)?.push(index);
  }
  return holders;
}

/**
 * Whether what only this text of its group has, beyond the article, stands in one different article. What other copies
 * have too belongs to the article (a shared quote); furniture stands in many.
 */
function holdsOther(
  index: number,
  article: number,
  texts: readonly CopyText[],
  groupOf: (holder: number) => number | null,
  holders: ReadonlyMap<number, readonly number[]>,
): boolean {
  const own = new Set(texts[article]?.trigrams ?? []);
  const beyond = [...(texts[index]?.trigrams ?? [])].filter((gram) => !own.has(gram));
  const shared = new Map<number, number>();
  for (const gram of beyond) {
    const owners = new Set<number>();
    let confirmed = false;
    for (const holder of holders.get(gram) ?? []) {
      if (holder === index) continue;
      const group = groupOf(holder);
      if (group === null) confirmed = true;
      else owners.add(group);
      if (confirmed || owners.size > 1) break;
    }
    const [owner] = owners;
    if (!confirmed && owners.size === 1 && owner !== undefined)
      shared.set(owner, (shared.get(owner) ?? 0) + 1);
  }
  let most = 0;
  for (const grams of shared.values()) most = Math.max(most, grams);
  return most >= OTHER_MATTER && most >= OTHER_SHARE * size(texts, index);
}
