import type { Block } from '../../types.ts';
import { isBody } from '../body.ts';
import { isGarbled } from '../bytes/mojibake.ts';
import { once } from '../once.ts';
import type { Reading } from '../reading.ts';
import { anywhere, plainSigns } from '../roles/phrases.ts';
import { endsSentence, wordCount } from '../roles/sentences.ts';

/** Words after which a stop does not end a sentence, so that a small letter may follow. */
const shortForm = once(
  () =>
    /(?:\b(?:vs|etc|approx|cf|art|no|p|pp|e\.g|i\.e|a\.m|p\.m|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|тис|млн|млрд|дол|грн|руб|им|ім|обл|рр|гг|ca|bzw|usw|inkl|mio|mrd|pág|núm)|\b\p{L}|\d)\.$/iu,
);
const smallAfterStop = once(() => /(\S{1,24}\.)["'”’»)]{0,3}\s+(\p{Ll}[\p{L}'’]*)/gu);
/** Brands and titles that begin small: "eBay", "iPhone", "de Gaulle". */
const SMALL_NAME = /^(?:i[A-Z]|e[A-Z]|de|van|von|al)/u;
const glued = once(() => /(?:^|\s)(?:and|the|but|that|with|from|of|in)(?=\p{Lu}\p{Ll})/u);
/** Cheap looks before those two, at which letters beyond ASCII pass. */
const MAYBE_SMALL = /\.["'”’»)]{0,3}\s+[^A-Z\d\s]/;
const MAYBE_GLUED = /(?:^|\s)(?:and|the|but|that|with|from|of|in)[A-Z\u0080-\uffff]/;

const machineTranslation = anywhere('machineTranslation');
const paywall = anywhere('paywalls');
/** A site's notice is short; "already a subscriber" in a longer text is reported, not said by the site. */
const LONGEST_NOTICE = 60;
/** Words of body beside a subscriber's notice above which the whole article is probably there. */
const WHOLE_ARTICLE = 400;

/** What an editor should know about the reading, sorted. */
export function flagsOf(reading: Reading, blocks: readonly Block[]): readonly string[] {
  const body = blocks.filter((block) => isBody(block.role));
  const prose = body.filter((block) => block.role === 'paragraph').map((block) => block.text);
  const notices = blocks
    .map((block) => plainSigns(block.text))
    .filter((text) => text.length < 600 && wordCount(text) <= LONGEST_NOTICE);
  const words = body.reduce((sum, block) => sum + wordCount(block.text), 0);
  const flags = [
    reading.title === null || reading.titleFrom === 'derived' ? 'no-title' : null,
    reading.authors.length === 0 ? 'no-byline' : null,
    reading.published === null ? 'no-date' : null,
    reading.ambiguousDate ? 'ambiguous-date' : null,
    prose.some((text, index) => hasOpenQuote(text, prose[index + 1])) ? 'unbalanced-quotes' : null,
    prose.some(isBroken) ? 'broken-sentences' : null,
    reading.isMachineTranslated || notices.some((text) => machineTranslation(text).length > 0)
      ? 'machine-translated?'
      : null,
    words < WHOLE_ARTICLE && notices.some((text) => paywall(text).length > 0) ? 'paywalled?' : null,
    isMostlyRemoved(blocks) ? 'mostly-removed' : null,
    isGarbled(body.map((block) => block.text).join('\n')) ? 'garbled-letters?' : null,
    reading.quarantine && !reading.confirmed ? reading.quarantine.code : null,
    reading.outlet === null && reading.agency === null ? 'no-outlet' : null,
  ];
  return flags.filter((flag) => flag !== null).sort();
}

/** A quotation that opens and never closes, or the reverse. One that runs on in the next paragraph is sound. */
function hasOpenQuote(text: string, next: string | undefined): boolean {
  const count = (sign: RegExp): number => text.match(sign)?.length ?? 0;
  const runsOn = next !== undefined && /^["“«„]/u.test(next);
  const low = count(/„/gu);
  // „…“ closes with the character that opens “…”.
  const [open, close] = low > 0 ? [low, count(/[“”]/gu)] : [count(/“/gu), count(/”/gu)];
  if (open !== close && !(open === close + 1 && runsOn)) return true;
  const [from, to] = [count(/«/gu), count(/»/gu)];
  if (from !== to && !(from === to + 1 && runsOn)) return true;
  const straight = count(/(?<![\d])"/gu);
  return straight % 2 === 1 && !runsOn;
}

/** Georgian sentences begin with small letters; Thai, Lao, Khmer and Burmese ones end without a stop. */
const NO_CASE_NOR_STOPS = /[\u10a0-\u10ff\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f]/;

/** A stop in mid-sentence, words run together, or a start in small letters: marks of a paste or a machine. */
export function isBroken(text: string): boolean {
  if (NO_CASE_NOR_STOPS.test(text.slice(0, 40))) return false;
  const small = MAYBE_SMALL.test(text) ? text.matchAll(smallAfterStop()) : [];
  for (const [, before = '', after = ''] of small) {
    if (!shortForm().test(before) && !SMALL_NAME.test(after) && !/\.{2,}$/.test(before)) return true;
  }
  if (MAYBE_GLUED.test(text) && glued().test(text)) return true;
  return (
    /^\p{Ll}{2,}/u.test(text) || (wordCount(text) >= 12 && !endsSentence(text) && /[\p{L},]$/u.test(text))
  );
}

function isMostlyRemoved(blocks: readonly Block[]): boolean {
  const size = (of: readonly Block[]): number => of.reduce((sum, block) => sum + block.text.length, 0);
  return (
    size(blocks.filter((block) => isBody(block.role))) <
    size(blocks.filter((block) => block.role !== 'boilerplate')) * 0.3
  );
}
