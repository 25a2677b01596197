import { fold } from '../roles/lines.ts';
import { keyOf } from '../roles/text-features.ts';
import { refuseBooks } from '../upload-limits.ts';
import { type PageFeatures, pageFeatures } from './features/block-features.ts';
import { outletOf } from './metadata/outlet.ts';
import { firstMeta, type PageFacts, pageFacts } from './metadata/page-facts.ts';
import { isBylineMark, isTimeMark, type PageView, pageView } from './metadata/page-view.ts';
import { type PageBlock, type Placed, pageBlocks } from './page-blocks.ts';
import { type PageElement, treeOf } from './tree.ts';
import { withoutHidden } from './without-hidden.ts';

/** A page taken apart, before anything is decided. */
export interface Page {
  readonly root: PageElement;
  readonly facts: PageFacts;
  readonly blocks: readonly PageBlock[];
  readonly marks: readonly Placed[];
  /** Texts that a browser would not show. */
  readonly hidden: readonly string[];
  readonly features: PageFeatures;
}

export function pageOf(html: string): Page {
  const whole = treeOf(html);
  const facts = pageFacts(whole);
  const { page: root, hidden } = withoutHidden(whole, html);
  const marks: Placed[] = [];
  const blocks = pageBlocks(root, (element) => isTimeMark(element) || isBylineMark(element), marks);
  refuseBooks(blocks.reduce((sum, block) => sum + block.text.length, 0));
  const titles = [facts.window, firstMeta(facts, ['og:title']) ?? '']
    .map(fold)
    .filter((title) => title !== '');
  const features = pageFeatures(blocks, { titles, descriptions: facts.descriptions });
  return { root, facts, blocks, marks, hidden, features };
}

/** The page as the ranking of its metadata sees it, once the article's blocks are known. */
export function viewOf({ facts, blocks, marks, features }: Page, odds: readonly number[]): PageView {
  return pageView({
    facts,
    blocks,
    texts: features.texts,
    odds,
    outlet: outletOf(facts).outlet,
    times: marks.filter(({ element }) => isTimeMark(element)),
    bylines: marks.filter(({ element }) => isBylineMark(element)),
    headline: headlineOf(facts, features),
  });
}

function headlineOf(facts: PageFacts, { texts, blocks }: PageFeatures): number {
  const titles = [facts.window, firstMeta(facts, ['og:title']) ?? '']
    .map(keyOf)
    .filter((key) => key.length > 8);
  const isTitle = (key: string): boolean =>
    key.length > 8 && titles.some((title) => title.startsWith(key) || key.startsWith(title));
  const heading = texts.findIndex(
    (text, index) => isTitle(text.key) && /^h[1-3]$/.test(blocks[index]?.element.name ?? ''),
  );
  return heading >= 0 ? heading : blocks.findIndex((block) => block.element.name === 'h1');
}
