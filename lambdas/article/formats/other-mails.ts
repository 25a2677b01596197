import type { Email } from 'postal-mime';
import { InvalidUpload } from '../invalid-upload.ts';

/** Throws for a mail that no person wrote, or that only its recipient can open. */
export function refuseOtherMails({ headers, text, attachments }: Email): void {
  const header = (name: string) => headers.find(({ key }) => key === name)?.value.toLowerCase() ?? '';
  const type = header('content-type');
  const isSealed =
    type.startsWith('multipart/encrypted') ||
    /smime-type="?enveloped-data/.test(type) ||
    /^\s*-----BEGIN PGP MESSAGE-----/.test(text ?? '') ||
    attachments.some(({ mimeType }) => mimeType === 'application/pgp-encrypted');
  if (isSealed)
    throw new InvalidUpload(
      'encrypted',
      'This mail is encrypted: open it in your mail program, copy its text into a .txt file, and upload that.',
    );
  if (header('auto-submitted').startsWith('auto-replied'))
    throw new InvalidUpload(
      'not-an-article',
      'This mail is an automatic reply: upload the mail that has the article instead.',
    );
  if (/^multipart\/report\b.*delivery-status/.test(type))
    throw new InvalidUpload(
      'not-an-article',
      'This mail says that another could not be delivered: upload the mail that has the article instead.',
    );
}
