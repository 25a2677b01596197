import type { Quarantine, QuarantineCode } from '../../types.ts';
import type { Reading } from '../reading.ts';

const RELEASE =
  'If it may go out as it stands, upload an empty file named like this one with .confirm at its end, or write "confirmed: true" into its front matter.';

const ADVICE: Readonly<Record<QuarantineCode, string>> = {
  private: 'Take out what is not for readers and upload the file again.',
  note: 'Take the note out and upload the file again.',
  'several-articles': 'Upload each article as a file of its own.',
};

/** The first of these tells the editor most: a file of several articles is cut up, then each piece is judged again. */
const ORDER: readonly QuarantineCode[] = ['several-articles', 'private', 'note'];

/** The reading, kept out of editions until an editor confirms it. `seen` says what was seen: "it names the sender of a mail". */
export function quarantined(reading: Reading, code: QuarantineCode, seen: string): Reading {
  const before = reading.quarantine;
  if (before && ORDER.indexOf(before.code) <= ORDER.indexOf(code)) return reading;
  return { ...reading, quarantine: quarantineFor(code, seen) };
}

/** For a format that found more articles than the one it read. `found` names them: "3 mails", "2 items". */
export function severalArticles(reading: Reading, found: string): Reading {
  return quarantined(
    reading,
    'several-articles',
    `it holds several articles (${found}), and only the first was read`,
  );
}

/** A quarantine by its code; `seen` completes "Quarantined: …". */
export function quarantineFor(code: QuarantineCode, seen: string): Quarantine {
  return { code, message: `Quarantined: ${seen}. ${ADVICE[code]} ${RELEASE}` };
}
