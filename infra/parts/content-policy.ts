/** What a browser may do with an answer of ours. https://www.w3.org/TR/CSP3/ */

/** Editions, stories, search and feeds: our own script and data alone, no inline style, nothing from elsewhere, no form, no frame. */
export const PAGES_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What the reader's function answers brings its style in itself, and its forms go nowhere but home. */
export const READER_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
