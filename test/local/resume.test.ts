import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** `npm start` in a process of its own, with what it has said so far. */
interface Started {
  readonly child: ChildProcess;
  /** Resolves with the first match, however long the machine takes. */
  heard(wanted: RegExp): Promise<RegExpMatchArray>;
  /** Resolves with exit code or signal when the process and all that it started are gone. */
  ended(signal: NodeJS.Signals): Promise<number | string>;
}

/** Longer than any step takes on a machine that does much else. */
const PATIENCE_MS = 120_000;

let folder = '';
let out = '';
const running = new Set<ChildProcess>();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resume-'));
  out = join(folder, 'out');
  for (const name of ['articles', 'tmp']) mkdirSync(join(folder, name));
  for (const outlet of ['Harbour Gazette', 'Tidewater Review'])
    writeFileSync(join(folder, 'articles', `${outlet}.txt`), article(outlet));
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const article = (outlet: string) => `Ferry pact signed at the Grey Quay
${outlet}, 14 September 2023

The two port cities signed a ferry pact at the Grey Quay on Thursday after nine months of talks. The pact lets forty boats a day cross the strait without a customs stop, ${outlet} was told by both delegations.

"Nobody will wait for a stamp any more," harbour master Ines Calder said after the signing.
`;

function start(...more: readonly string[]): Started {
  const args = ['infra/local/start.ts', '--out', out, ...more, join(folder, 'articles')];
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: join(folder, 'tmp') },
    detached: true,
  });
  running.add(child);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const closed = once(child, 'close');
  return {
    child,
    async heard(wanted) {
      const limit = AbortSignal.timeout(PATIENCE_MS);
      const tooLate = once(limit, 'abort').then(() => {
        throw new Error(`Never heard ${wanted}: ${said}`);
      });
      tooLate.catch(() => undefined);
      while (true) {
        const match = wanted.exec(said);
        if (match) return match;
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The run ended: ${said}`);
        await Promise.race([child.stderr ? once(child.stderr, 'data') : closed, closed, tooLate]);
      }
    },
    async ended(signal) {
      child.kill(signal);
      await closed;
      running.delete(child);
      // No process of its group is left behind.
      if (signal !== 'SIGKILL') expect(() => process.kill(-(child.pid ?? 0), 0)).toThrow('ESRCH');
      return child.exitCode ?? child.signalCode ?? '';
    },
  };
}

const mails = () => readdirSync(join(out, 'mail')).sort();
const modes = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true }).map((entry) => {
    const mode = statSync(join(entry.parentPath, entry.name)).mode & 0o777;
    return `${entry.isDirectory() ? 'folder' : 'file'} ${mode.toString(8)}`;
  });

test('a run that is killed goes on where it was: uploads, edition, ledger and readers', {
  timeout: 600_000,
}, async () => {
  const first = start();
  await first.heard(/✓ synthesized/);
  // Another run of the same folder takes the next one, and Ctrl-C ends it in the middle of what it does.
  const beside = start();
  expect((await beside.heard(/another run has .*: this one writes into (.*)\n/))[1]).toBe(`${out}-2`);
  expect(await beside.ended('SIGINT')).toBe(130);
  await first.heard(/✓ uploaded 2 files/);
  await first.ended('SIGKILL');

  const second = start();
  await second.heard(/going on where the last run ended, from .*state \(--fresh empties it\)/);
  await second.heard(/✓ uploaded 0 new files/);
  // Killed between an upload and the note that its event was told, the run tells it once more: that leaves a second receipt, and
  // nothing else.
  await second.heard(/✓ read by intake: [2-4] accepted/);
  const [, one = ''] = await second.heard(/✓ composed: edition (\S+), .* from 2 articles/);
  const [, recipients = ''] = await second.heard(/✓ counted: (\d+) recipients, .* the sum matches/);
  const sent = mails();
  expect(sent).toHaveLength(Number(recipients));
  const [, front = ''] = await second.heard(/Subscription page: +(http:\S+)\/reader\/subscribe/);
  await second.heard(/Ctrl-C ends/);
  expect(new Set(modes(join(out, 'state')))).toEqual(new Set(['folder 700', 'file 600']));
  expect(statSync(join(out, 'state')).mode & 0o777).toBe(0o700);
  const letter = readFileSync(join(out, 'mail', sent[0] ?? ''), 'utf8').replace(/=\r\n/g, '');
  const [, leave = ''] =
    /List-Unsubscribe: <https:\/\/[^/]+(\/reader\/leave\/[^>]+)>/i.exec(letter.replace(/\r\n\s+/g, ' ')) ??
    [];
  const goodbye = await fetch(`${front}${leave}`, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
  expect(goodbye.status).toBe(200);
  await second.ended('SIGKILL');

  const third = start();
  await third.heard(/nothing was uploaded since edition .*: Enter composes the next one/);
  const [, inbox = ''] = await third.heard(/as a browser shows it: (http:\S+)\//);
  expect(mails()).toEqual(sent);
  expect((await (await fetch(inbox)).text()).match(/href="\/mail\/\d+"/g)).toHaveLength(sent.length);
  await third.heard(/Ctrl-C ends/);
  third.child.stdin?.write('\n');
  // Its time went on, also where that is another than the machine's.
  const [, two = ''] = await third.heard(/✓ composed: edition (\S+), .* from 2 articles/);
  expect(two > one, `${two} comes after ${one}`).toBe(true);
  await third.heard(new RegExp(`✓ counted: ${Number(recipients) - 1} recipients, .* the sum matches`));
  const synthesized = () =>
    readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('communique-cdk-'));
  const left = synthesized();
  expect(await third.ended('SIGINT')).toBe(130);
  // Its own templates went with it; those of the two that were killed stay.
  expect([left.length, synthesized().length]).toEqual([3, 2]);
  await expect(fetch(inbox)).rejects.toThrow('fetch failed');
});
