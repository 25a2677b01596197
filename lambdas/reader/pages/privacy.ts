import type { Settings } from '../../types.ts';
import type { ReaderAnswer } from '../ports.ts';
import { RETENTION } from '../retention.ts';
import { put, type ReaderWording } from '../wording.ts';
import type { Request } from './request.ts';

/** What is kept of readers, how long, who sees it and how to have it deleted: the same for everybody, so nothing is looked up. */
export async function privacy({ language }: Request): Promise<ReaderAnswer> {
  return { status: 200, page: { kind: 'privacy' }, language };
}

/** The page's parts in their order, each a heading over sentences or over a list of what is kept and for how long. */
export function privacyView({ name, postalAddress, sender }: Settings, { pages }: ReaderWording): object {
  const values = {
    name,
    contact: sender.replyTo ?? sender.address,
    // Isolated: among words that run the other way its number would go to the wrong end.
    holder: `\u2068${postalAddress}\u2069`,
    ...Object.fromEntries(Object.entries(RETENTION).map(([key, value]) => [key, String(value)])),
  };
  const { title, intro, parts, kept } = pages.privacy;
  return {
    title,
    texts: [put(intro, values)],
    kept: {
      ...kept,
      rows: kept.rows.map(({ what, long }) => ({ what: put(what, values), long: put(long, values) })),
    },
    parts: parts.map((part) => ({ title: part.title, texts: part.texts.map((text) => put(text, values)) })),
  };
}
