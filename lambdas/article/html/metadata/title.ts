import { type Forest, probability } from '../../roles/forest.ts';
import { keyOf } from '../../roles/text-features.ts';
import { likeliest } from './likeliest.ts';
import { newsTitles } from './news-titles.ts';
import type { PageView } from './page-view.ts';
import { type TitleCandidate, titleCandidates } from './title-candidates.ts';

/** Below this a line is no title. */
const LEAST = 0.01;
const TOLD = 0.5;
const SAMPLE_BLOCKS = 8;
/** Between the shares of Latin letters in two texts, from which on they are in two scripts. */
const OTHER_SCRIPT = 0.6;

/** The likeliest title of a page, as it is printed and in the script of its article; null where nothing may be one. */
export function titleOf(view: PageView, forest: Forest): TitleCandidate | null {
  const candidates = titleCandidates(view);
  const best = likeliest(newsTitles(candidates, view), (one) => probability(forest, one.values), LEAST);
  if (best === null) return null;
  const found = wholeOf(best, candidates);
  return inItsScript(found, candidates, view) ?? printedPart(found, candidates) ?? found;
}

/** What a title that ends in dots begins, where the page has all of it. */
function wholeOf(found: TitleCandidate, candidates: readonly TitleCandidate[]): TitleCandidate {
  const key = keyOf(found.text);
  return isCutOff(found)
    ? (candidates.find((one) => !isCutOff(one) && keyOf(one.text).startsWith(key)) ?? found)
    : found;
}

function isCutOff({ text }: TitleCandidate): boolean {
  return /(?:…|\.\.\.)$/u.test(text);
}

/** The heading of an article whose page is named in another script: Ukrainian under an English window title. */
function inItsScript(
  found: TitleCandidate,
  candidates: readonly TitleCandidate[],
  { blocks, odds }: PageView,
): TitleCandidate | undefined {
  const body = blocks.filter((_, index) => (odds[index] ?? 0) >= TOLD).slice(0, SAMPLE_BLOCKS);
  const own = latinShare(body.map((block) => block.text).join(' '));
  const isOther = ({ text }: TitleCandidate): boolean => {
    const share = latinShare(text);
    return own !== null && share !== null && Math.abs(share - own) > OTHER_SCRIPT;
  };
  return isOther(found) ? candidates.find((one) => one.from === 'h1' && !isOther(one)) : undefined;
}

function latinShare(text: string): number | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters === 0 ? null : (text.match(/\p{Script=Latin}/gu)?.length ?? 0) / letters;
}

/** "Winter games | Headline", of which the page prints only the headline, or a heading whose last line alone is shared as the title. */
function printedPart(
  found: TitleCandidate,
  candidates: readonly TitleCandidate[],
): TitleCandidate | undefined {
  const shared = candidates.find((one) => one.isSharedPart && keyOf(found.text).endsWith(keyOf(one.text)));
  if (shared) return shared;
  const parts = found.text.split(/\s\|\s/u).map(keyOf);
  return parts.length < 2
    ? undefined
    : candidates.find((one) => one.from === 'h1' && parts.includes(keyOf(one.text)));
}
