import rules from '../rules/html.json' with { type: 'json' };
import { wordCount } from '../sentences.ts';
import type { HtmlBlock } from './blocks.ts';
import type { DomDocument } from './dom.ts';
import { keyOf } from './meta.ts';

const NAMED = new RegExp(`(?:^|[-_. ])(?:${rules.standfirstNames.join('|')})(?:$|[-_. ])`, 'i');
/** Blocks between a headline and its article: byline, date, share bar, picture. */
const NEAR = 30;
/** Words. Measured on 229 pages: hand-marked bodies leave most of the shorter ones out and keep the longer ones. */
const LONGEST_DECK = 22;
const SAME_START = 40;
const WORDS = { least: 5, most: 130 } as const;

/** What the page says of itself to search engines and to those who share it. Read before anything is pruned. */
export function descriptionsOf(document: DomDocument): readonly string[] {
  return [...document.querySelectorAll('meta')]
    .filter((tag) => /description$/i.test(tag.getAttribute('name') ?? tag.getAttribute('property') ?? ''))
    .map((tag) => keyOf(tag.getAttribute('content') ?? ''))
    .filter((text) => text.length >= SAME_START);
}

/**
 * The lines between headline and article that sum it up, which pruning takes for a teaser: known by their element's
 * name, or because the page uses the same words as its description. Those already `found` are among them.
 */
export function standfirstOf(
  page: readonly HtmlBlock[],
  found: readonly HtmlBlock[],
  title: string | null,
  descriptions: readonly string[],
): readonly HtmlBlock[] {
  const prose = found.filter((block) => wordCount(block.text) >= WORDS.least && block.role !== 'caption');
  const second = page.findIndex((block) => block.text === prose[1]?.text);
  const end = Math.max(
    second,
    page.findIndex((block) => block.text === prose[0]?.text),
  );
  if (end < 0) return [];
  const headline = title
    ? page.slice(0, end).findLastIndex((block) => keyOf(block.text).includes(keyOf(title)))
    : -1;
  const start = Math.max(headline + 1, end - NEAR);
  return page.slice(start, end).filter((block) => {
    const words = wordCount(block.text);
    const key = keyOf(block.text);
    return (
      words >= WORDS.least &&
      words <= WORDS.most &&
      block.role !== 'caption' &&
      block.linked < block.text.length / 2 &&
      (isNamed(block) || isDescription(key, descriptions))
    );
  });
}

/** A short line under a headline, called so or set as a heading, is its second half; a longer one opens the article. */
export function isDeck(block: HtmlBlock): boolean {
  return (isNamed(block) || block.role === 'subheading') && wordCount(block.text) <= LONGEST_DECK;
}

function isNamed(block: HtmlBlock): boolean {
  return NAMED.test(block.kin.split('>').slice(-2).join(' '));
}

function isDescription(key: string, descriptions: readonly string[]): boolean {
  return (
    key.length >= SAME_START &&
    descriptions.some((text) => text.slice(0, SAME_START) === key.slice(0, SAME_START))
  );
}
