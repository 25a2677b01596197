import { InvalidUpload } from '../../invalid-upload.ts';
import type { Reading } from '../../reading.ts';
import { damagedUnless } from './damaged.ts';
import type { ReadFile } from './read-file.ts';

/** What an OLE file is, by the names of its streams, in the order in which one may hold another. */
const STREAMS: readonly (readonly [string, string])[] = [
  ['EncryptedPackage', 'locked'],
  ['__properties_version1.0', 'msg'],
  ['WordDocument', 'doc'],
  ['PowerPoint Document', 'PowerPoint presentation'],
  ['Workbook', 'Excel workbook'],
  ['Book', 'Excel workbook'],
  ['Quill', 'Publisher document'],
  ['VisioDocument', 'Visio drawing'],
];

/** A file in the format of Office before 2007: a Word document, a saved Outlook mail, or something without an article. */
export async function readOle(bytes: Uint8Array, readFile: ReadFile): Promise<Reading> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const kind = STREAMS.find(([name]) => file.includes(Buffer.from(`${name}\0`, 'utf16le')))?.[1];
  if (kind === 'locked') {
    throw new InvalidUpload(
      'encrypted',
      'This document is locked with a password: save it without one, or copy its text into a .txt file, and upload that.',
    );
  }
  if (kind === 'doc') {
    return damagedUnless(
      async () => (await import('../office/doc.ts')).readDoc(bytes),
      'This is a Word document in the old format (.doc) that is damaged, or older than Word 97. Open it in Word or LibreOffice, save it as .docx and upload that.',
    );
  }
  if (kind === 'msg') {
    return damagedUnless(
      async () => (await import('./msg.ts')).readMsg(bytes, readFile),
      'This is an Outlook mail (.msg) that is damaged. Copy the text of the article into a .txt file and upload that.',
    );
  }
  throw new InvalidUpload(
    'unsupported',
    kind
      ? `This is ${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}: copy the text of the article into a Word or text file and upload that.`
      : 'This is a document in an old format of Microsoft Office that is damaged or unknown. Open it, save the text as .docx or .txt and upload that.',
  );
}
