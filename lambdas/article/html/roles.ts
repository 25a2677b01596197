import type { Role } from '../../types.ts';
import { headLine } from '../metadata/head.ts';
import { classify } from '../roles/classify.ts';
import { endsSentence, wordCount } from '../roles/sentences.ts';
import { keyOf } from '../roles/text-features.ts';
import rules from '../rules/html.json' with { type: 'json' };
import type { PageBlock } from './page-blocks.ts';

export interface RoledBlock {
  readonly role: Role;
  readonly text: string;
}

/** From here on a block is the article's whatever its words are; below, a promotion or a caption by its words is uncertain. */
const SURE = 0.85;
const STANDFIRST = new RegExp(`(?:^|[-_. ])(?:${rules.standfirstNames.join('|')})(?:$|[-_. ])`, 'i');
const BOLD_HEADING = { words: 14, bold: 0.9 } as const;
/** Words. Measured on 229 pages: hand-marked bodies leave most of the shorter standfirsts out and keep the longer ones. */
const LONGEST_DECK = 22;
const LEAST_DECK = 5;
/** Blocks below the headline in which a deck stands. */
const NEAR_HEADLINE = 4;
const LONGEST_FRAME = 16;
/** A date or a byline this near to the article's beginning is its header, even in an element like its paragraphs. */
const OPENING = 2;

/**
 * What each block of a page is, in the page's order: `isTold` says whether it belongs to the article, `odds` how surely. What does
 * not is kept as the frame that it is.
 */
export function rolesOf(
  blocks: readonly PageBlock[],
  odds: readonly number[],
  isTold: readonly boolean[],
  title: string | null,
): readonly RoledBlock[] {
  const headline = headlineIn(blocks, title);
  const first = isTold.indexOf(true);
  const last = isTold.lastIndexOf(true);
  return blocks.map((block, index): RoledBlock => {
    const { text } = block;
    if (index === headline) return { role: 'title', text };
    const opening = index <= first + OPENING ? headRole(text) : null;
    if (opening && headline < index) return { role: opening, text };
    const isUnsure = !isTold[index] || (odds[index] ?? 0) < SURE;
    if (isUnsure && headline >= 0 && isDeck(block, index, headline, first)) return { role: 'title', text };
    if (isTold[index]) {
      const next = blocks[index + 1];
      return { role: toldRole(block, odds[index] ?? 0, isTold[index + 1] ? next : undefined), text };
    }
    return { role: frameRole(block, index >= first - LONGEST_FRAME && index <= last), text };
  });
}

/** The printed headline: the last heading with the title's words above the article, or the last such line. */
function headlineIn(blocks: readonly PageBlock[], title: string | null): number {
  if (title === null) return -1;
  const key = keyOf(title);
  const isTitle = (block: PageBlock): boolean => {
    const own = keyOf(block.text);
    return own === key || (key.length > 15 && own.endsWith(key) && own.length < key.length * 2);
  };
  const heading = blocks.findIndex((block) => /^h[1-3]$/.test(block.element.name) && isTitle(block));
  return heading >= 0 ? heading : blocks.findIndex(isTitle);
}

function toldRole(block: PageBlock, odds: number, next: PageBlock | undefined): Role {
  const { role, text } = block;
  if (role === 'embed') return role;
  const words = wordCount(text);
  const known = classify(text);
  if (known === 'embed' || known === 'contributors') return known;
  // An agency's "___" parts an article's sections: kept with it, never told.
  if (!/[\p{L}\p{N}]/u.test(text)) return 'suspect';
  if (role === 'caption') return odds < SURE ? 'caption' : 'suspect';
  if (known !== null && odds < SURE) return 'suspect';
  if (role !== 'paragraph') return role;
  const isBold = words <= BOLD_HEADING.words && block.bold >= text.length * BOLD_HEADING.bold;
  return isBold && !endsSentence(text) && next !== undefined && wordCount(next.text) > words
    ? 'subheading'
    : 'paragraph';
}

function headRole(text: string): Role | null {
  if (wordCount(text) > LONGEST_FRAME) return null;
  const head = headLine(text);
  return head && (head.role === 'byline' || head.role === 'dateline' || head.published) ? head.role : null;
}

/** A short line under a headline, called so or set as a heading, is its second half. */
function isDeck(block: PageBlock, index: number, headline: number, first: number): boolean {
  if (index <= headline || index > headline + NEAR_HEADLINE || (first >= 0 && index > first)) return false;
  const words = wordCount(block.text);
  const names = `${block.element.attributes.class ?? ''} ${block.element.parent?.attributes.class ?? ''}`;
  return (
    words >= LEAST_DECK &&
    words <= LONGEST_DECK &&
    block.linked < block.text.length / 2 &&
    (block.role === 'subheading' || STANDFIRST.test(names))
  );
}

/** A byline or a date is kept as what it is, wherever the page's design had put it; so is what interrupts the article. */
function frameRole({ role, text }: PageBlock, isNear: boolean): Role {
  if (role === 'caption') return 'caption';
  const head = isNear ? headRole(text) : null;
  if (head) return head;
  if (!isNear) return 'boilerplate';
  const known = classify(text);
  return known === 'promotion' || known === 'caption' || known === 'metadata' ? known : 'boilerplate';
}
