import type { Article, Block } from '../types.ts';
import { isBody } from './body.ts';
import { withinBounds } from './bounds.ts';
import { flagsOf } from './gates/flags.ts';
import { contactsApart, privateIn } from './gates/private-matters.ts';
import { quarantined } from './gates/quarantine.ts';
import { refuseLeftovers } from './gates/refuse-leftovers.ts';
import { refuseWalls } from './gates/walls.ts';
import { versionOf } from './id.ts';
import { withHonestNames } from './metadata/claimed-names.ts';
import { languageOf } from './metadata/language.ts';
import { ownOutlet } from './metadata/original-url.ts';
import { relativeDays } from './metadata/relative-days.ts';
import type { Reading } from './reading.ts';

/** The article that a reading makes, whatever its format, once its names, bounds and words were checked. Throws `InvalidUpload`. */
export function checkedArticle(key: string, bytes: Uint8Array, read: Reading): Article {
  const { reading: named, flags } = withHonestNames(read);
  const { value: reading, cut } = withinBounds(named);
  refuseLeftovers(reading);
  refuseWalls(reading);
  return articleOf(key, versionOf(bytes), judged(reading), [...flags, ...(cut ? ['cut'] : [])]);
}

/** The reading with what an editor must look at before it may go out, whatever the format. */
function judged(reading: Reading): Reading {
  const withoutContacts = contactsApart(ownOutlet(reading));
  const secret = privateIn(withoutContacts);
  return secret === null ? withoutContacts : quarantined(withoutContacts, 'private', secret);
}

function articleOf(key: string, version: string, reading: Reading, flags: readonly string[]): Article {
  const main = reading.language;
  const blocks = reading.blocks.map((block): Block => {
    const found = languageOf(block.text);
    const days =
      reading.published && isBody(block.role)
        ? relativeDays(block.text, found ?? main, reading.published.date)
        : [];
    return { role: block.role, text: block.text, language: found, ...(days.length > 0 ? { days } : {}) };
  });
  const { title, titleFrom, outlet, outletFrom, agency, agencyFrom, authors, contributors, published, url } =
    reading;
  return {
    key,
    version,
    title,
    titleFrom,
    outlet,
    outletFrom,
    agency,
    agencyFrom,
    authors,
    contributors,
    published,
    url,
    language: main,
    languages: [...new Set([main, ...reading.translations.map((one) => one.language)])].filter(
      (one) => one !== null,
    ),
    translations: reading.translations,
    blocks,
    flags: [...flagsOf(reading, blocks), ...flags].toSorted(),
    ...(reading.quarantine && !reading.confirmed ? { quarantine: reading.quarantine } : {}),
  };
}
