import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readTemplates } from '../../../lambdas/aws/bundled/templates.ts';
import { composeMessage } from '../../../lambdas/edition/mail/message.ts';
import { personalize } from '../../../lambdas/edition/mail/personalize.ts';
import { renderEdition } from '../../../lambdas/edition/mail/render.ts';
import { briefingFile, readBriefing, settingsOf } from '../../briefing.ts';
import { type Call, defineCommand, runCommand } from '../../command.ts';
import { editionOf, recipientOf } from '../dry-run/edition-of-files.ts';

const SPAM = defineCommand({
  call: 'npm run spam --',
  words: { least: 0, most: 0 },
  about: `What SpamAssassin, with its local rules alone, makes of the sample articles' edition in each of the briefing's
languages, and of a mail that it must find bad.`,
  options: { rules: { type: 'boolean', about: 'prints the rules that each mail hit' } },
  notes: `Exit code 0 when every edition has at most 0.0 points and the bad mail at least 4, 1 when not, 2 when there is no
SpamAssassin or the call is wrong.`,
});

const NONE = `There is no "spamassassin" on this machine. Install it and run this again:
  Debian, Ubuntu: sudo apt-get install spamassassin
  Fedora:         sudo dnf install spamassassin
  macOS:          brew install spamassassin
`;

const SAMPLES = fileURLToPath(new URL('../../../test/articles', import.meta.url));
const SLOT = '2023-09-15T07:00:00.000Z';
const MOST = 0;
const LEAST_BAD = 4;

/** As a mail service in the open hands it over: without this line the rules about the way that a mail came cannot be judged. */
const RECEIVED = [
  'Received: from a8-93.smtp-out.amazonses.com (a8-93.smtp-out.amazonses.com [54.240.8.93])',
  '\tby mx.readers.example.org (Postfix) with ESMTPS id 4RmkXb2qGzz1',
  '\tfor <reader@readers.example.org>; Fri, 15 Sep 2023 07:00:09 +0000 (UTC)',
  '',
].join('\r\n');

const BAD = [
  'From: "WINNER DEPT" <win99@free-money.example>',
  'To: undisclosed-recipients:;',
  'Subject: CONGRATULATIONS!!! YOU HAVE WON $1,000,000 CASH!!!',
  'Date: Fri, 15 Sep 2023 07:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: text/html',
  '',
  '<html><body bgcolor="#ffffff"><font color="#fffffe" size="1">cheap viagra cialis online pharmacy</font>',
  '<h1>DEAR FRIEND, YOU ARE A LOTTERY WINNER!!!</h1>',
  '<p>100% FREE! Act now! Lose weight fast! Work from home and earn $$$ per week, no investment!</p>',
  '<p>Send your bank account number to claim your inheritance of one million dollars from the late Dr. Mbeki.</p>',
  '<a href="http://203.0.113.7/claim.exe">CLICK HERE NOW</a></body></html>',
  '',
].join('\r\n');

interface Verdict {
  readonly points: number;
  readonly rules: string;
}

async function main({ values }: Call<typeof SPAM.options>): Promise<number> {
  const settings = settingsOf(readBriefing(briefingFile()));
  const { edition } = await editionOf([SAMPLES], { settings, slot: SLOT });
  const mails = new Map<string, string | Uint8Array>();
  for (const language of settings.languages) {
    const options = { language, settings, templates: readTemplates() };
    const message = await composeMessage(edition, await renderEdition(edition, options), {
      ...options,
      depth: 'full',
    });
    mails.set(`edition in ${language}`, personalize(message, recipientOf('reader@readers.example.org')));
  }
  mails.set('a bad mail', BAD);
  let isGood = true;
  for (const [name, mail] of mails) {
    const verdict = judge(mail);
    if (verdict === null) {
      process.stderr.write(NONE);
      return 2;
    }
    const wanted = name === 'a bad mail' ? verdict.points >= LEAST_BAD : verdict.points <= MOST;
    isGood &&= wanted;
    process.stdout.write(
      `${name.padEnd(16)}${verdict.points.toFixed(1).padStart(6)} points${wanted ? '' : '  ✗'}\n`,
    );
    if (values.rules) process.stdout.write(`${verdict.rules}\n`);
  }
  return isGood ? 0 : 1;
}

/** Null when there is no SpamAssassin. Throws when it answers what this does not understand. */
function judge(mail: string | Uint8Array): Verdict | null {
  const input = Buffer.concat([Buffer.from(RECEIVED), Buffer.from(mail)]);
  // -L: nothing is asked of the network; -t: print the report.
  const { error, stdout } = spawnSync('spamassassin', ['-L', '-t'], { input, encoding: 'utf8' });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') return null;
  if (error !== undefined) throw error;
  const found = /^Content analysis details:\s+\((-?\d+\.\d+) points/m.exec(stdout);
  if (found === null)
    throw new Error('SpamAssassin gave no report: run "spamassassin -L -t" on any mail to see why.');
  const rules = stdout.split('\n').filter((line) => /^ *-?\d+\.\d [A-Z0-9_]+ /.test(line));
  return { points: Number(found[1]), rules: rules.join('\n') };
}

await runCommand(SPAM, main);
