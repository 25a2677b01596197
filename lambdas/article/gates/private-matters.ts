import { isBody } from '../body.ts';
import { once } from '../once.ts';
import type { Reading } from '../reading.ts';
import { wordCount } from '../roles/sentences.ts';
import contacts from '../rules/contacts.json' with { type: 'json' };
import { contactWord } from '../text/contact-words.ts';
import { mailHeader } from '../text/mail/mail-header.ts';

const address = once(
  () => /[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/gu,
);
const PUBLIC_MAILBOXES = new Set(contacts.mailboxes);
/** "Anna Berg (anna@…) is the editor of …": who wrote it, told to readers. */
const authorNote = once(
  () => /^\p{Lu}[\p{L}'’.-]+(?:\s\p{Lu}[\p{L}'’.-]+){0,3}\s\([^()]{0,60}@[^()]{1,80}\)/u,
);
/** Beyond this a contact stands in a paragraph that tells something; it is kept as it is. */
const LONGEST_CONTACT = 45;
const LONGEST_BARE = 12;

/** Roles that a line of contacts may have been given, by its place or the name in it. */
const ABLE: ReadonlySet<string> = new Set(['suspect', 'byline', 'contributors', 'caption', 'embed']);
/** Lines below "Press contact:" that are its name, numbers and addresses. */
const MOST_CONTACT_LINES = 8;
const LONGEST_HEADING = 6;

/** The reading with contact lines out of the body: an address for readers is no secret, and no part of an article. */
export function contactsApart(reading: Reading): Reading {
  if (!reading.blocks.some(({ text }) => text.includes('@'))) return reading;
  const below = linesBelowHeading(reading);
  const isContact = ({ role, text }: Reading['blocks'][number], at: number) =>
    below.has(at) || ((isBody(role) || ABLE.has(role)) && isContactLine(text));
  const contacts = reading.blocks.filter(isContact);
  if (contacts.length === 0) return withoutAddresses(reading);
  const others = reading.blocks.filter((block) => !contacts.includes(block));
  return withoutAddresses({
    ...reading,
    blocks: reading.blocks.map((block) =>
      contacts.includes(block) ? { ...block, role: 'boilerplate' } : block,
    ),
    // Who answers the telephone has not written it.
    authors: reading.authors.filter(
      (name) =>
        !contacts.some(({ text }) => text.includes(name)) || others.some(({ text }) => text.includes(name)),
    ),
  });
}

function withoutAddresses(reading: Reading): Reading {
  return {
    ...reading,
    authors: reading.authors.filter((name) => !name.includes('@')),
    outlet: reading.outlet?.includes('@') ? null : reading.outlet,
  };
}

/** The short lines at the end of a text below one that says "press contact", with it, where an address is among them. */
function linesBelowHeading({ blocks }: Reading): ReadonlySet<number> {
  const from = Math.max(0, blocks.length - MOST_CONTACT_LINES - 1);
  const start = blocks.findIndex(
    ({ text }, at) => at >= from && wordCount(text) <= LONGEST_HEADING && contactWord(text).length > 0,
  );
  const rest = start < 0 ? [] : blocks.slice(start);
  const isContacts =
    rest.some(({ text }) => hasAddress(text)) && rest.every(({ text }) => wordCount(text) <= LONGEST_BARE);
  return new Set(isContacts ? rest.map((_, at) => start + at) : []);
}

function isContactLine(text: string): boolean {
  if (!hasAddress(text)) return false;
  const words = wordCount(text.replace(address(), ' '));
  if (words > LONGEST_CONTACT) return false;
  return words <= LONGEST_BARE
    ? !/[.!?…]["”»]?$/u.test(text.replace(address(), '')) || isForReaders(text)
    : isForReaders(text);
}

/** An address that is printed for readers: beside a word that asks them to write, or of a desk's mailbox. */
function isForReaders(text: string): boolean {
  if (authorNote().test(text)) return true;
  const addresses = text.match(address()) ?? [];
  return (
    contactWord(text).length > 0 ||
    addresses.every((address) => PUBLIC_MAILBOXES.has(address.split('@')[0]?.toLowerCase() ?? ''))
  );
}

function hasAddress(text: string): boolean {
  return text.includes('@') && text.search(address()) >= 0;
}

/** What in a reading is not for readers, in words that complete "Quarantined: …"; null when nothing is. */
export function privateIn({ blocks }: Reading): string | null {
  const body = blocks.filter((block) => isBody(block.role));
  if (blocks.some((block) => block.role === 'title' && hasAddress(block.text)))
    return 'a mail address stands in its title';
  if (mailHeader(body.map((block) => block.text)) !== null) return 'the header of a mail stands in its text';
  if (body.some((block) => hasAddress(block.text) && !isForReaders(block.text)))
    return 'a mail address stands in its text';
  return null;
}
