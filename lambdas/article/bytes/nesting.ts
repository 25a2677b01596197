const TAG =
  /<(\/?)(?:div|span|section|article|table|tbody|tr|td|ul|ol|dl|blockquote|center|font|a|b|i|u|em|strong|small|sub|sup|q)(?=[\s/>])/gi;
/** Trees cost the square of their depth from here on; pages that people saved stay far below. */
const DEEPEST = 1_500;

/** True for HTML nested as no newsroom's page is. Reads the tags once, in order, and builds nothing. */
export function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, closing] of html.matchAll(TAG)) {
    depth = closing ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
