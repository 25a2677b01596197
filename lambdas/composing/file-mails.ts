import type { Bucket } from '../aws/archive.ts';
import type { Templates } from '../aws/bundled/templates.ts';
import { mailKey } from '../edition/mail/mail-key.ts';
import { composeMessage, type MessageOptions } from '../edition/mail/message.ts';
import { type Rendered, renderBrief, renderEdition } from '../edition/mail/render.ts';
import type { Edition, Settings } from '../types.ts';

export interface MailsServices {
  readonly archive: Bucket;
  readonly settings: Settings;
  readonly templates: Templates;
}

/** Keeps each language's brief and full mail, as page, text and message. What is there already stays. */
export async function fileMails(edition: Edition, services: MailsServices): Promise<void> {
  const { settings, templates } = services;
  for (const language of settings.languages) {
    const options = { language, settings, templates };
    const full = await renderEdition(edition, options);
    await fileMail(edition, full, { ...options, depth: 'full' }, services);
    const brief = await renderBrief(edition, { ...options, full });
    await fileMail(edition, brief, { ...options, depth: 'brief' }, services);
  }
}

async function fileMail(
  edition: Edition,
  mail: Rendered,
  options: MessageOptions,
  { archive }: Pick<MailsServices, 'archive'>,
): Promise<void> {
  const key = (name: string, ending: string) => mailKey(edition.id, name, ending, options);
  const message = await composeMessage(edition, mail, options);
  await archive.putNew(key('edition', 'html'), mail.html, { contentType: 'text/html; charset=utf-8' });
  await archive.putNew(key('edition', 'txt'), mail.text, { contentType: 'text/plain; charset=utf-8' });
  await archive.putNew(key('message', 'eml'), message, { contentType: 'message/rfc822' });
}
