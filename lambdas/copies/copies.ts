import { byCodeUnits } from '../language/by-code-units.ts';
import { hashWord, type Overlap, overlapOf, shingles, words } from '../language/words.ts';
import type { CopyKind } from '../types.ts';
import { candidatePairs } from './candidates.ts';
import { type CopyEdge, type CopyInput, type CopyText, type Merit, round } from './copy-text.ts';
import { minHashes } from './fingerprint.ts';
import { rootedLinks } from './links.ts';
import { chooseRepresentative } from './representative.ts';
import { findRoundups } from './roundup.ts';
import { haveSamePassages, SHORT_TEXT } from './same-passages.ts';

/** Indexes into the input. `of` is never itself a copy. */
export interface CopyLink {
  readonly item: number;
  readonly of: number;
  readonly kind: CopyKind;
  readonly score: number;
}

/*
 * Measured on 2,136 re-published, cut, edited and misread texts among sibling events: copies with 8 % of the characters
 * misread keep at least .36 of their 7-character runs, different articles about one event at most .26.
 */
const CHARACTER_RUN = 7;
const SAME_CHARACTERS = 0.3;
const WORTH_READING = 0.12;
const SURE_JACCARD = 0.3;
const CONTAINED = 0.3;
const CONTAINED_TRIGRAMS = 20;
const LONG_TEXT = 2_048;
const FIRST_LOOK = 512;
const PLAIN_JACCARD = 0.5;
const SET_PHRASE_GROUPS = 4;
const OWN_SHARE = 0.15;
/** Below this many words only the same text is a copy: short items share set phrases. */
const FEWEST_WORDS = 25;

/** The copies among these texts, one link for each; the answer does not depend on their order. */
export function findCopies(items: readonly CopyInput[]): CopyLink[] {
  const texts = distinctTexts(items);
  const edges = withoutSetPhrases(copyEdges(texts), texts);
  const groups = join(texts.length, edges);
  const roundups = findRoundups(texts, edges, groups);
  const sound = edges.filter(({ a, b }) => !roundups.has(a) && !roundups.has(b));
  const links: CopyLink[] = [];
  const representativeOf = new Map<number, number>();
  for (const group of Map.groupBy(texts.keys(), lookup(join(texts.length, sound))).values()) {
    const chosen = chooseRepresentative(group, texts);
    for (const member of group) representativeOf.set(member, chosen);
  }
  for (const [index, text] of texts.entries()) {
    const roundup = roundups.get(index);
    const chosen = representativeOf.get(roundup?.of ?? index) ?? index;
    const of = texts[chosen]?.members[0] ?? 0;
    const relation = roundup ?? relate(text, texts[chosen] ?? text);
    for (const item of text.members) {
      if (item === of) continue;
      const same = index === chosen || (roundup !== undefined && item !== text.members[0]);
      if (same) links.push({ item, of, kind: roundup ? 'roundup' : 'exact', score: roundup?.score ?? 1 });
      else links.push({ item, of, kind: relation.kind, score: relation.score });
    }
  }
  // What a round-up holds may be a round-up itself.
  return rootedLinks(links).sort((a, b) => a.item - b.item);
}

function distinctTexts(items: readonly CopyInput[]): CopyText[] {
  // The folded words themselves are the key: the same texts as by `textHash`, and needed below anyway.
  const byWords = Map.groupBy(items.keys(), (index) => words(items[index]?.text ?? '').join(' ') || index);
  const texts: CopyText[] = [];
  for (const [folded, members] of byWords) {
    const ranked = members.toSorted((a, b) => compareMerit(items[a], items[b]));
    const best = items[ranked[0] ?? 0];
    if (best === undefined) continue;
    const spelled = typeof folded === 'string' ? folded : '';
    const hashes = spelled === '' ? new Uint32Array(0) : Uint32Array.from(spelled.split(' '), hashWord);
    const long = hashes.length >= FEWEST_WORDS;
    const bigrams = long ? shingles(hashes, 2) : new Uint32Array(0);
    const trigrams = long ? shingles(hashes, 3) : new Uint32Array(0);
    const least = minHashes(bigrams);
    texts.push({ members: ranked, best, folded: spelled, hashes, bigrams, trigrams, minHashes: least });
  }
  return texts.sort((a, b) => compareMerit(a.best, b.best));
}

/** Richer metadata first, then the earlier date, then the stable key. */
function compareMerit(a: Merit | undefined, b: Merit | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return b.metadata - a.metadata || byCodeUnits(a.date, b.date) || byCodeUnits(a.key, b.key);
}

/** Near copies are joined to all they match; one that is only contained, to its best match alone. */
function copyEdges(texts: readonly CopyText[]): CopyEdge[] {
  const near: CopyEdge[] = [];
  const best = new Map<number, CopyEdge>();
  const runs = new Map<CopyText, Uint32Array>();
  const runsOf = (text: CopyText): Uint32Array => {
    const known = runs.get(text) ?? characterRuns(text.folded);
    runs.set(text, known);
    return known;
  };
  for (const [a, b] of candidatePairs(texts)) {
    const [left, right] = [texts[a], texts[b]];
    if (left === undefined || right === undefined || areFarApart(left, right)) continue;
    const jaccard = jaccardOf(overlapOf(left.bigrams, right.bigrams));
    const held = overlapOf(left.trigrams, right.trigrams);
    const containment = held.shared / Math.min(held.left, held.right);
    const worth = jaccard >= WORTH_READING || containment >= CONTAINED;
    const short = Math.min(left.hashes.length, right.hashes.length) < SHORT_TEXT;
    if (worth && short && !haveSamePassages(left.best.text, right.best.text)) continue;
    const edge = { a, b, jaccard, containment };
    const readClosely = jaccard >= WORTH_READING && jaccard < SURE_JACCARD;
    if (jaccard >= SURE_JACCARD || (readClosely && sameCharacters(runsOf(left), runsOf(right))))
      near.push(edge);
    else if (containment >= CONTAINED && held.shared >= CONTAINED_TRIGRAMS) {
      const shorter = left.trigrams.length < right.trigrams.length ? a : b;
      const known = best.get(shorter);
      if (known === undefined || containment > known.containment) best.set(shorter, edge);
    }
  }
  return [...near, ...best.values()];
}

/** Drops the weaker links that furniture alone would make: phrases that stand in many unrelated texts. */
function withoutSetPhrases(edges: readonly CopyEdge[], texts: readonly CopyText[]): CopyEdge[] {
  const groups = join(
    texts.length,
    edges.filter(({ jaccard }) => jaccard >= PLAIN_JACCARD),
  );
  const weak = new Set(edges.filter(({ jaccard }) => jaccard < PLAIN_JACCARD).flatMap(({ a, b }) => [a, b]));
  const spread = groupsHolding(weak, groups, texts);
  const own = texts.map(({ trigrams }, index) =>
    weak.has(index) ? trigrams.filter((gram) => (spread.get(gram) ?? 0) < SET_PHRASE_GROUPS) : trigrams,
  );
  return edges.filter(({ a, b, jaccard }) => {
    if (jaccard >= PLAIN_JACCARD) return true;
    const [left, right] = [own[a] ?? new Uint32Array(0), own[b] ?? new Uint32Array(0)];
    const kept = overlapOf(left, right);
    return kept.shared >= OWN_SHARE * Math.min(kept.left, kept.right);
  });
}

/** For each trigram of the asked texts: in how many groups it stands. */
function groupsHolding(
  asked: ReadonlySet<number>,
  groups: Uint32Array,
  texts: readonly CopyText[],
): Map<number, number> {
  const spread = new Map<number, number>();
  for (const index of asked) for (const gram of texts[index]?.trigrams ?? []) spread.set(gram, 0);
  if (spread.size === 0) return spread;
  for (const members of Map.groupBy(texts.keys(), lookup(groups)).values()) {
    const grams = new Set<number>();
    for (const member of members) {
      for (const gram of texts[member]?.trigrams ?? []) if (spread.has(gram)) grams.add(gram);
    }
    for (const gram of grams) spread.set(gram, (spread.get(gram) ?? 0) + 1);
  }
  return spread;
}

/** A first look at two long texts: most that share a few phrases are far below every bar (by more than four deviations). */
function areFarApart(left: CopyText, right: CopyText): boolean {
  if (Math.min(left.bigrams.length, right.bigrams.length) <= LONG_TEXT) return false;
  if (jaccardOf(overlapOf(left.bigrams, right.bigrams, FIRST_LOOK)) >= WORTH_READING / 2) return false;
  const held = overlapOf(left.trigrams, right.trigrams, FIRST_LOOK);
  return held.shared < (CONTAINED / 2) * Math.min(held.left, held.right);
}

/** Survives misread letters, which break words but leave runs of characters. */
function sameCharacters(left: Uint32Array, right: Uint32Array): boolean {
  return jaccardOf(overlapOf(left, right)) >= SAME_CHARACTERS;
}

function jaccardOf({ shared, left, right }: Overlap): number {
  return shared / (left + right - shared);
}

function characterRuns(folded: string): Uint32Array {
  const units = new Uint32Array(folded.length);
  for (let i = 0; i < folded.length; i++) units[i] = folded.charCodeAt(i);
  return shingles(units, CHARACTER_RUN);
}

function join(size: number, edges: readonly CopyEdge[]): Uint32Array {
  const parent = Uint32Array.from({ length: size }, (_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] ?? at;
    parent[index] = at;
    return at;
  };
  for (const { a, b } of edges) {
    const [left, right] = [root(a), root(b)];
    parent[Math.max(left, right)] = Math.min(left, right);
  }
  return parent.map((_, index) => root(index));
}

function lookup(groups: Uint32Array): (index: number) => number {
  return (index) => groups[index] ?? index;
}

function relate(copy: CopyText, of: CopyText): { kind: CopyKind; score: number } {
  if (copy === of) return { kind: 'exact', score: 1 };
  const jaccard = jaccardOf(overlapOf(copy.bigrams, of.bigrams));
  const held = overlapOf(copy.trigrams, of.trigrams);
  const contained = held.shared / held.left;
  const excerpt = contained >= 0.6 && copy.hashes.length <= 0.7 * of.hashes.length;
  return excerpt ? { kind: 'excerpt', score: round(contained) } : { kind: 'near', score: round(jaccard) };
}
