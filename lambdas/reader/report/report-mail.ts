import type { MistakeReport, Settings } from '../../types.ts';
import { plainMail } from '../plain-mail.ts';

export interface ReportMailOptions {
  readonly settings: Settings;
  /** Of the story's page, below the public address. */
  readonly href: string;
  readonly headline: string | null;
  /** Names the mail: the same input gives the same bytes. */
  readonly id: string;
}

/** Who hears of mistakes. */
export function editorsMailbox({ sender }: Settings): string {
  return sender.replyTo ?? sender.address;
}

/** The mail that tells the editors of a reader's report. Every line that a reader typed stands behind a `>`, so that none passes for ours. */
export async function reportMail(
  report: MistakeReport,
  { settings, href, headline, id }: ReportMailOptions,
): Promise<Uint8Array> {
  const { name, publicAddress, sender } = settings;
  const quoted = (text: string) => text.replaceAll(/^/gm, '> ');
  const parts = [
    'A reader reports a mistake.',
    [...(headline === null ? [] : [headline]), `${publicAddress}${href}`].join('\n'),
    `Edition ${report.edition}, page in "${report.language}".`,
    ...(report.sentence === '' ? [] : [`The sentence:\n${quoted(report.sentence)}`]),
    `What is wrong:\n${quoted(report.text)}`,
    `The reader left no address, so nobody can be answered. The report is kept for 90 days and stands on the desk: ${publicAddress}/desk/`,
  ];
  const subject = `${name}: a reader reports a mistake`;
  const text = `${parts.join('\n\n')}\n`;
  return plainMail(
    { to: editorsMailbox(settings), subject, text },
    { sender, at: Date.parse(report.at), id },
  );
}
