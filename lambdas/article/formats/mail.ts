import PostalMime, { type Email } from 'postal-mime';
import { isoDate } from '../dates.ts';
import { InvalidUpload } from '../invalid-upload.ts';
import { withFallback } from '../known.ts';
import { fold } from '../lines.ts';
import { hostOf } from '../links.ts';
import type { Reading } from '../reading.ts';
import { wordCount } from '../sentences.ts';
import { looksLikeHtml } from '../sniff.ts';
import { readText } from './text.ts';

/** Fewer words than this in a mail with attachments, and the article is in one of them. */
const COVERING_NOTE = 80;
const FORWARDED = /^(?:\s*(?:fwd?|fw|re|aw|wg|tr|rv|i|пер|відп|відповідь|переслано)\s*:)+/i;

/** Reads an attachment as if it had been uploaded by itself. */
export type ReadAttachment = (bytes: Uint8Array) => Promise<Reading>;

/**
 * A saved mail, or a page saved as MHTML: the article is in the body or, under a short covering note, in an attachment.
 * The sender is whoever forwarded it, never its author. Throws `InvalidUpload`.
 */
export async function readMail(bytes: Uint8Array, readAttachment: ReadAttachment): Promise<Reading> {
  const mail = await parsed(bytes);
  const page = mail.headers.find(
    ({ key }) => key === 'snapshot-content-location' || key === 'content-location',
  );
  const reading = await articleIn(mail, readAttachment);
  const title = fold((mail.subject ?? '').replace(FORWARDED, ''));
  return withFallback(
    reading,
    {
      ...(title ? { title } : {}),
      ...(mail.date ? { published: isoDate(mail.date, 'mail') } : {}),
      ...(page && hostOf(page.value) !== null ? { url: page.value } : {}),
    },
    'mail',
  );
}

async function parsed(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { maxNestingDepth: 20 });
  } catch (cause) {
    throw new InvalidUpload(
      'corrupt',
      'This mail is damaged: copy the text of the article into a .txt file and upload that.',
      { cause },
    );
  }
}

async function articleIn(mail: Email, readAttachment: ReadAttachment): Promise<Reading> {
  const text = mail.text ?? '';
  const note = wordCount(text || (mail.html ?? '').replace(/<[^>]*>/g, ' ')) < COVERING_NOTE;
  if (note) {
    for (const { content } of mail.attachments) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
      const reading = await readAttachment(bytes).catch(unlessInvalid);
      if (reading !== null) return reading;
    }
  }
  if (mail.html && (looksLikeHtml(mail.html) || text.trim() === '')) {
    const { readHtml } = await import('./html.ts');
    return readHtml(mail.html);
  }
  if (text.trim() !== '') return readText(text);
  throw new InvalidUpload(
    'not-an-article',
    'This mail holds no text of an article, nor an attachment that does: upload the article itself.',
  );
}

function unlessInvalid(error: unknown): null {
  if (error instanceof InvalidUpload) return null;
  throw error;
}
