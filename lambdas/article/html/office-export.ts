import type { Page } from './page.ts';
import { elementsOf } from './tree.ts';

const OFFICE = /microsoft word|libreoffice|openoffice|abiword|pages\b|wps office|onlyoffice|google docs/i;
const OFFICE_CLASS = /^(?:WordSection1|Section1|MsoNormal)$/;
/** A piece of a page that is this much link is a menu. */
const MOST_LINKED = 0.35;
const FRAMES = new Set([
  'head',
  'article',
  'main',
  'nav',
  'header',
  'footer',
  'aside',
  'script',
  'iframe',
  'form',
]);

/** True for what a word processor exported: the article and nothing else, with its header lines as paragraphs. */
export function isOfficeExport({ root, facts }: Page): boolean {
  const generator = [...(facts.meta.get('generator') ?? []), ...(facts.meta.get('progid') ?? [])].join(' ');
  if (OFFICE.test(generator) || /word\.document/i.test(generator)) return true;
  let looked = 0;
  for (const { attributes, name } of elementsOf(root)) {
    looked += 1;
    if (looked > 400) break;
    if ((attributes.class ?? '').split(/\s+/).some((one) => OFFICE_CLASS.test(one))) return true;
    if (/^docs-internal-guid/.test(attributes.id ?? '')) return true;
    // Google Docs names its styles c1, c2 … and puts a `doc-content` around the whole.
    if (name === 'body' && /\bdoc-content\b/.test(attributes.class ?? '')) return true;
  }
  return false;
}

/** True for a piece of a page without its frame, as a field of a publishing system or a clipboard holds it. */
export function isFragment({ root, facts, blocks }: Page): boolean {
  if (facts.window !== '' || facts.article !== null || facts.meta.has('og:title')) return false;
  const letters = blocks.reduce((sum, block) => sum + block.text.length, 0);
  const linked = blocks.reduce((sum, block) => sum + block.linked, 0);
  if (linked > letters * MOST_LINKED) return false;
  for (const { name } of elementsOf(root)) if (FRAMES.has(name)) return false;
  return true;
}
