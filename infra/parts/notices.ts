import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { composeNotice } from '../../lambdas/edition/mail/notice.ts';
import { readerWording } from '../../lambdas/reader/wording.ts';
import type { Notice, Settings } from '../../lambdas/types.ts';

/** Files by their path beside a bundle. */
export type Files = Readonly<Record<string, Uint8Array>>;

const NOTICES: readonly Notice[] = ['confirm', 'already', 'goodbye', 'export', 'erase', 'changed'];

/**
 * Every notice in every language of the briefing, as `notices/<notice>.<language>.eml`: finished mails but for address and
 * token. Made when the stack is synthesized, so that the function that sends them loads neither MJML nor a mail composer.
 */
export async function composeNotices(settings: Settings): Promise<Files> {
  const templates = readTemplates();
  const files: Record<string, Uint8Array> = {};
  for (const asked of settings.languages) {
    const { language, wording } = readerWording(asked);
    const { direction, linkNote, notices } = wording;
    for (const notice of NOTICES) {
      const options = { language, direction, words: notices[notice], linkNote, settings, templates };
      files[`notices/${notice}.${asked}.eml`] = await composeNotice(notice, options);
    }
  }
  return files;
}
