import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { bodyText, isBody } from '../body.ts';
import { looksLikeHtml } from '../bytes/sniff.ts';
import { severalArticles } from '../gates/quarantine.ts';
import { InvalidUpload } from '../invalid-upload.ts';
import { type KnownFacts, withFallback } from '../known-facts.ts';
import { hostOf } from '../metadata/links.ts';
import type { Reading } from '../reading.ts';
import { isStop } from '../roles/classify.ts';
import { wordCount } from '../roles/sentences.ts';
import labels from '../rules/mail-labels.json' with { type: 'json' };
import { isCoveringNote } from '../text/colleague-notes.ts';
import { mailText } from '../text/mail/forwarded.ts';
import type { MailField } from '../text/mail/mail-line.ts';

import type { ReadFile } from './container/read-file.ts';
import { mailFile } from './mail-file.ts';
import { mailHtml } from './mail-html.ts';
import { senderOutlet } from './mail-sender.ts';
import { fieldsKnown, framed, type MailBody, textBody } from './mail-text.ts';
import { refuseOtherMails } from './other-mails.ts';
import { readText } from './text.ts';

/** Fewer words than this in a mail with attachments, and the article is in one of them. */
const COVERING_NOTE = 80;
const LONGEST_FOOTER = 30;
/** A covering note is shorter than what it covers. */
const LONGER = 1.5;
/** Mails in mails in mails: what an editor forwards is nested once or twice. */
const DEEPEST = 3;
/** Files that come with a mail and are no article, by their MIME type. */
const NO_ARTICLE = /^(?:image|audio|video|font)\/|calendar|vcard|signature|pkcs7|pgp|ms-tnef/i;
const MOST_ATTACHMENTS = 20;

/**
 * A saved mail, or a page saved as MHTML: the article is in the body, in the mail that was forwarded, or, under a covering
 * note, in an attachment. Whoever forwarded it is never its author. Throws `InvalidUpload`.
 */
export async function readMail(bytes: Uint8Array, readAttachment: ReadFile): Promise<Reading> {
  const { mail, count } = mailFile(bytes);
  const reading = await readOne(mail, readAttachment, 0);
  return count > 1 ? severalArticles(reading, `${count} mails`) : reading;
}

async function readOne(bytes: Uint8Array, readAttachment: ReadFile, depth: number): Promise<Reading> {
  const mail = await parsed(bytes);
  refuseOtherMails(mail);
  const body = await bodyOf(mail);
  const attached = await attachedArticles(mail, body, readAttachment, depth);
  const [first] = attached;
  if (first && (body === null || covers(body, first))) {
    const reading = withFallback(first, knownOf(mail, body?.fields ?? new Map(), false), 'mail');
    return attached.length > 1 ? severalArticles(reading, `${attached.length} attachments`) : reading;
  }
  if (body === null || (isCoveringNote(body.text) && mail.attachments.length > 0)) {
    throw new InvalidUpload(
      'not-an-article',
      mail.attachments.length > 0
        ? 'This mail holds only a note, and nothing attached to it is a text that can be read: upload the article itself.'
        : 'This mail contains no article, neither in its text nor in an attachment: upload the article itself.',
    );
  }
  return withFallback(body.reading, knownOf(mail, body.fields, true), 'mail');
}

async function parsed(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { maxNestingDepth: 20, forceRfc822Attachments: true });
  } catch (cause) {
    throw new InvalidUpload(
      'corrupt',
      'This mail is damaged: copy the text of the article into a .txt file and upload that.',
      { cause },
    );
  }
}

/** The article in the mail's own text; null when there is none. */
async function bodyOf(mail: Email): Promise<MailBody | null> {
  const html = mail.html ?? '';
  const text = mail.text ?? '';
  if (html !== '' && (looksLikeHtml(html) || text.trim() === '')) {
    const found = await htmlBody(html).catch(unlessInvalid);
    if (found !== null) return found;
  }
  return text.trim() === '' ? null : textBody(text);
}

/** HTML is read as a page and as the text that it shows; a page's reader may take a short mail for a page's frame. */
async function htmlBody(html: string): Promise<MailBody> {
  const page = mailHtml(html);
  const { start, end, fields, isForwarded } = mailText(page.lines);
  const shown = page.lines.slice(start, end);
  const text = shown.join('\n\n');
  const { readHtml } = await import('./html.ts');
  const asPage = await readHtml(page.within(start, end)).catch(unlessInvalid);
  const asText = await readText(text);
  const best = asPage && proseOf(asPage) >= proseOf(asText) * 0.7 ? asPage : asText;
  const reading = framed(withoutFooters(best), page.lines.slice(0, start), page.lines.slice(end));
  return { reading, text, fields, isForwarded };
}

/** A newsletter's own lines (its view in a browser, its unsubscription, its rights) are no part of the article in it. */
function withoutFooters(reading: Reading): Reading {
  const isOwn = (text: string) =>
    wordCount(text) <= LONGEST_FOOTER &&
    (isStop(text) || labels.footers.some((phrase) => text.toLowerCase().includes(phrase)));
  return {
    ...reading,
    blocks: reading.blocks.map((block) =>
      isBody(block.role) && isOwn(block.text) ? { ...block, role: 'boilerplate' as const } : block,
    ),
  };
}

function proseOf(reading: Reading): number {
  return wordCount(bodyText(reading));
}

/** What can be read of the attachments, in order; mails among them are read as mails. */
async function attachedArticles(
  mail: Email,
  body: MailBody | null,
  readAttachment: ReadFile,
  depth: number,
): Promise<readonly Reading[]> {
  const found: Reading[] = [];
  for (const attachment of mail.attachments.slice(0, MOST_ATTACHMENTS)) {
    if (NO_ARTICLE.test(attachment.mimeType) || attachment.related) continue;
    const reading = await attached(attachment, readAttachment, depth).catch(unlessInvalid);
    if (reading === null || proseOf(reading) < COVERING_NOTE / 4) continue;
    // The article once more in another format is no second article.
    if (found.every((other) => !isSame(other, reading)) && !(body && isSame(body.reading, reading)))
      found.push(reading);
  }
  return found;
}

async function attached(
  { content, mimeType }: Attachment,
  readAttachment: ReadFile,
  depth: number,
): Promise<Reading> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  if (mimeType !== 'message/rfc822') return readAttachment(bytes);
  if (depth < DEEPEST) return readOne(bytes, readAttachment, depth + 1);
  throw new InvalidUpload('unsupported', 'Mails are nested too deeply: upload the innermost one.');
}

function isSame(a: Reading, b: Reading): boolean {
  const start = (reading: Reading) =>
    bodyText(reading)
      .replace(/\P{L}+/gu, '')
      .toLowerCase()
      .slice(0, 200);
  return start(a) === start(b);
}

/** A short text above an attached article, or a longer one that speaks of what is attached, is its covering note. */
function covers(body: MailBody, article: Reading): boolean {
  const words = wordCount(body.text);
  if (words < COVERING_NOTE) return proseOf(article) > 0;
  return !body.isForwarded && isCoveringNote(body.text) && proseOf(article) * LONGER > words;
}

/** What the headers know: those of the forwarded mail before those of the one that carries it. */
function knownOf(mail: Email, fields: ReadonlyMap<MailField, string>, own: boolean): KnownFacts {
  const page = mail.headers.find(
    ({ key }) => key === 'snapshot-content-location' || key === 'content-location',
  );
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  const isList = header('list-unsubscribe') !== undefined || header('list-id') !== undefined;
  const sender = { name: mail.from?.name ?? null, address: mail.from?.address ?? null, isList };
  const forwarded = fieldsKnown(fields);
  const outlet = own && !fields.has('from') ? senderOutlet(sender) : forwarded.outlet;
  return {
    ...fieldsKnown(
      new Map<MailField, string>([
        ['subject', mail.subject ?? ''],
        // The day of the forwarding is not the article's, even where that one's cannot be read.
        ['date', fields.has('date') ? '' : (header('date') ?? header('sent') ?? '')],
      ]),
    ),
    ...forwarded,
    ...(page && hostOf(page.value) !== null ? { url: page.value } : {}),
    ...(outlet ? { outlet } : {}),
  };
}

function unlessInvalid(error: unknown): null {
  if (error instanceof InvalidUpload || error instanceof RangeError) return null;
  throw error;
}
