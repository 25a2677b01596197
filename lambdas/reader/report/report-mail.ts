import MailComposer from 'nodemailer/lib/mail-composer';
import type { MistakeReport, Settings } from '../../types.ts';

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
  const host = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  const parts = [
    'A reader reports a mistake.',
    [...(headline === null ? [] : [headline]), `${publicAddress}${href}`].join('\n'),
    `Edition ${report.edition}, page in "${report.language}".`,
    ...(report.sentence === '' ? [] : [`The sentence:\n${quoted(report.sentence)}`]),
    `What is wrong:\n${quoted(report.text)}`,
    `The reader left no address, so nobody can be answered. The report is kept for 90 days and stands on the desk: ${publicAddress}/desk/`,
  ];
  const composer = new MailComposer({
    from: { name: sender.name, address: sender.address },
    to: editorsMailbox(settings),
    subject: `${name}: a reader reports a mistake`,
    date: new Date(report.at),
    messageId: `<${id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: `${parts.join('\n\n')}\n`,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
