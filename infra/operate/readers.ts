import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { secretText } from '../../lambdas/aws/secret.ts';
import { confirmationMails } from '../../lambdas/aws/stores/readers/confirmation-mails.ts';
import { neverMail } from '../../lambdas/aws/stores/readers/never-mail.ts';
import { personalData } from '../../lambdas/aws/stores/readers/personal-data.ts';
import { preferenceChanges } from '../../lambdas/aws/stores/readers/preference-changes.ts';
import { readers } from '../../lambdas/aws/stores/readers/readers.ts';
import { type Table, table } from '../../lambdas/aws/table.ts';
import { shardNames } from '../../lambdas/reader/delivery/shards.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import { keysFrom } from '../../lambdas/reader/keys.ts';
import { relatedData } from '../../lambdas/reader/pages/export-and-erase.ts';
import { dayIn } from '../../lambdas/reader/pages/pause.ts';
import { mailboxKey } from '../../lambdas/reader/subscription/never-mail.ts';
import type { Reader } from '../../lambdas/types.ts';
import { briefingFile, readBriefing } from '../briefing.ts';
import { type Call, defineCommand, runCommand, WrongCall } from '../command.ts';
import { DEPLOYMENT_OPTIONS, type Deployment, findDeployment, useDeployment } from './deployment.ts';
import { importReaders } from './import-readers.ts';
import { readList, writeList } from './reader-list.ts';

const READERS = defineCommand({
  call: 'npm run readers -- import FILE.csv | export | count | show | erase | allow',
  words: { least: 1, most: 2 },
  about: `import FILE.csv   takes in readers who have agreed: a CSV file whose first line names the columns address, language,
                  consent date (2023-09-14) and consent source (one line). Prints each line that was refused, with
                  its number and why, then the counts. Who left, bounced, complained, was erased or asked never to be
                  mailed stays so. Running it again changes nothing.
export            everyone who gets mail, as CSV that is safe to open in a spreadsheet and that import takes
count             how many get mail, how many of them rest, and in which languages, as one JSON line
show              what is held about the addresses that are typed or piped in, one a line; one JSON line for each
erase             erases them, for those who ask by letter: what stays is a code, so that no list brings them back
allow             lets confirmations go to them again, for those who reported one as unwanted or asked never to be
                  mailed, and now write that they want it`,
  options: {
    ...DEPLOYMENT_OPTIONS,
    briefing: {
      type: 'string',
      value: 'FILE',
      about: 'says which languages there are (default: the one that cdk.json names)',
    },
    out: {
      type: 'string',
      value: 'FILE',
      about: 'where export writes (default: the terminal); a new file is for your eyes only',
    },
  },
  notes: `Addresses go from the file to the table and nowhere else. Exit code 0; 1 when a line was refused or something failed, 2
on a wrong call.`,
});

async function main({ values, words }: Call<typeof READERS.options>): Promise<number> {
  const [verb = '', file] = words;
  if (!['import', 'export', 'count', 'show', 'erase', 'allow'].includes(verb))
    throw new WrongCall(`It takes import, export, count, show, erase or allow, not "${verb}".`);
  if ((verb === 'import') !== (file !== undefined))
    throw new WrongCall(verb === 'import' ? 'import needs a FILE.csv.' : `${verb} takes no file.`);
  const deployment = findDeployment(values);
  const briefing = readBriefing(values.briefing ?? deployment.briefing ?? briefingFile());
  useDeployment(deployment);
  if (verb === 'import') return importList(file ?? '', briefing.languages, deployment);
  if (verb === 'show' || verb === 'erase' || verb === 'allow') return forEachTyped(verb, deployment);
  const people = await readers(table(deployment.tableName)).confirmed();
  if (verb === 'count') {
    const today = dayIn(briefing.timeZone, deployment.now());
    const resting = people.filter(({ pausedUntil = '' }) => pausedUntil > today).length;
    const languages: Record<string, number> = {};
    for (const { language } of people) languages[language] = (languages[language] ?? 0) + 1;
    process.stdout.write(`${JSON.stringify({ readers: people.length, resting, languages })}\n`);
    return 0;
  }
  const list = writeList(people.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  if (values.out === undefined) process.stdout.write(list);
  else writeFileSync(values.out, list, { mode: 0o600 });
  process.stderr.write(`${people.length} readers\n`);
  return 0;
}

async function importList(
  file: string,
  languages: readonly string[],
  { tableName, secretArn, now: clock }: Deployment,
): Promise<number> {
  const bytes = readFileSync(file);
  const keys = keysFrom(await secretText(secretArn));
  const idOf = (address: string) => readerId(address, keys.readerKey);
  const { isNever } = neverMail(table(tableName));
  const now = clock();
  const { imported, known, refused } = await importReaders(readList(bytes, { languages, now, idOf }), {
    people: readers(table(tableName)),
    idOf,
    isNever: (address) => isNever(mailboxKey(address, keys)),
    now,
    onProgress: (lines) => {
      if (lines % 1000 === 0) process.stderr.write(`${lines} lines\n`);
    },
  });
  for (const { line, why } of refused) process.stdout.write(`line ${line}: ${why}\n`);
  process.stdout.write(`${imported} imported, ${known} subscribed before, ${refused.length} refused\n`);
  return refused.length > 0 ? 1 : 0;
}

/** Addresses come by standard input: on the command line they would stay in the shell's history and the list of processes. */
async function forEachTyped(
  verb: 'show' | 'erase' | 'allow',
  { tableName, secretArn, now }: Deployment,
): Promise<number> {
  const keys = keysFrom(await secretText(secretArn));
  const rows = table(tableName);
  const mailboxes = neverMail(rows);
  const people = readers(rows);
  const stops = confirmationMails(rows);
  const held = personalData(rows, now);
  if (process.stdin.isTTY) process.stderr.write('One address a line; Ctrl-D ends.\n');
  let missed = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const id = readerId(line, keys.readerKey);
    const mailbox = mailboxKey(line, keys);
    if (verb === 'allow') {
      const lifted = await Promise.all([stops.lift(id), mailboxes.liftNever(mailbox)]);
      const allowed = lifted.includes(true);
      if (!allowed) missed += 1;
      process.stdout.write(`${JSON.stringify({ id, allowed })}\n`);
      continue;
    }
    const [reader, pendingSubscription, stop, isNever] = await Promise.all([
      people.get(id),
      people.pendingSubscription(id),
      stops.stopOf(id),
      mailboxes.isNever(mailbox),
    ]);
    const isHeld =
      reader !== undefined ||
      pendingSubscription !== undefined ||
      (verb === 'show' && (stop !== undefined || isNever));
    const done = isHeld && (verb === 'show' || (await erase(id, reader, { rows, now })));
    if (!done) missed += 1;
    const report =
      verb === 'show'
        ? { reader, ...relatedData(await held(id, shardNames(id))), ...(isNever ? { neverMail: true } : {}) }
        : { erased: done };
    process.stdout.write(`${JSON.stringify({ id, ...(isHeld ? report : { held: false }) })}\n`);
  }
  return missed > 0 ? 1 : 0;
}

/** A pending subscription goes in any case; a row that says "erased" already is as it should be. */
async function erase(
  id: string,
  reader: Reader | undefined,
  { rows, now }: { readonly rows: Table; readonly now: () => number },
): Promise<boolean> {
  const at = new Date(now()).toISOString();
  const erased = await readers(rows).erase(id, at, at);
  if (erased) await preferenceChanges(rows).forget(id);
  return erased || reader === undefined || reader.state === 'erased';
}

await runCommand(READERS, main);
