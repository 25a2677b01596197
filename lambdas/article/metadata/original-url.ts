import type { Reading } from '../reading.ts';
import { hostOf, outletOfUrl } from './links.ts';

/** Sites that show other sites' pages; they publish nothing themselves. */
const MIRROR =
  /(?:^|\.)(?:archive\.(?:org|today|ph|is|li|vn|md|fo)|webcache\.googleusercontent\.com|translate\.goog|translate\.google\.[a-z.]{2,6}|ampproject\.org|12ft\.io|removepaywall\.com|webcitation\.org|perma\.cc|cachedview\.nl|archive-it\.org)$/;
const MIRROR_NAME =
  /^(?:(?:the )?internet archive|(?:the )?wayback machine|archive\.(?:today|ph|is|org|li)|google (?:translate|cache))(?:\b.{0,40})?$/i;
/** What a site's software calls a site that nobody named. */
const SOFTWARE =
  /^(?:wordpress(?:\.com|\.org)?|(?:just another|my) wordpress (?:site|weblog|blog)|drupal|joomla!?|ghost|blogger|wix(?:\.com)?|squarespace|typo3|webflow|hugo|jekyll|my (?:blog|site|website)|untitled|home|index|site title|blog)$/i;
const INNER = /https?:\/\/.{4,2000}$/i;

/**
 * The address of the page itself behind an archive's, a translator's or an AMP cache's address; null where that does not tell
 * it; the address as given where it is no mirror's.
 */
export function originalUrl(url: string): string | null {
  const host = hostOf(url);
  if (host === null || !MIRROR.test(host)) return url;
  const { pathname, search, searchParams } = new URL(url);
  const inner =
    INNER.exec(`${pathname}${search}`.slice(1))?.[0] ?? searchParams.get('u') ?? searchParams.get('url');
  if (inner && hostOf(inner) !== null) return originalUrl(inner);
  if (host.endsWith('.translate.goog'))
    return `https://${unhyphenated(host.replace(/\.translate\.goog$/, ''))}${pathname}`;
  const amp = /^\/[cvi]\/(?:s\/)?([^/]+\.[^/]+)(\/.*)?$/.exec(pathname);
  return host.endsWith('ampproject.org') && amp ? `https://${amp[1]}${amp[2] ?? '/'}` : null;
}

/** "www-example-org" is www.example.org there; a hyphen of the name itself is doubled. */
function unhyphenated(label: string): string {
  return label.replaceAll('--', '\u0000').replaceAll('-', '.').replaceAll('\u0000', '-');
}

/** The reading with the page's own address and outlet: no mirror is an outlet, and no software; where none is named, it is the address's. */
export function ownOutlet(reading: Reading): Reading {
  const url = reading.url === null ? null : originalUrl(reading.url);
  const named = reading.outlet ?? '';
  const host = hostOf(/^[\w-]+(?:\.[\w-]+)+$/.test(named) ? `https://${named}` : named);
  const isMirror =
    MIRROR_NAME.test(named) || SOFTWARE.test(named.trim()) || (host !== null && MIRROR.test(host));
  if (!isMirror && reading.outlet !== null) return url === reading.url ? reading : { ...reading, url };
  const outlet = url === null ? null : outletOfUrl(url);
  return { ...reading, url, outlet, outletFrom: outlet === null ? null : 'url' };
}
