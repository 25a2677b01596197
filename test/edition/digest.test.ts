import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../infra/local/dry-run/digest.ts', import.meta.url));
const briefing = fileURLToPath(new URL('../../infra/briefing.json', import.meta.url));
const NAMES = ['edition.html', 'edition.txt', 'edition.json', 'message.eml'];

const BODY = `Vladimir Putin received Kim Jong Un at the Vostochny cosmodrome on Wednesday. The two leaders talked for about two hours about rockets and satellites.

After the talks the guests dined at the cosmodrome, and Kim raised his glass to the health of his host.

Kim Jong Un came to Russia in his armoured train, which crossed the border on Tuesday morning.`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'communique-digest-'));
  mkdirSync(join(folder, 'more'));
  writeFileSync(
    join(folder, 'gazette.txt'),
    `Two leaders meet at Vostochny\n\nHarbour Gazette, 13 September 2023\n\n${BODY}\n`,
  );
  writeFileSync(
    join(folder, 'more', 'gazette.txt'),
    `A dinner at the cosmodrome\n\nIsland Post, 13 September 2023\n\n${BODY.replaceAll('talked', 'spoke')}\n`,
  );
  writeFileSync(join(folder, 'empty.txt'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function digest(out: string, ...paths: string[]) {
  const at = ['--briefing', briefing, '--at', '2023-09-14T04:00:00Z', '--out', join(folder, '.out', out)];
  const { stdout } = await run(process.execPath, [script, ...at, ...paths], {
    // Some builds of Node 24 warn of type stripping; the sentence looked for is ours.
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const files = NAMES.map((name) => readFileSync(join(folder, '.out', out, name), 'utf8'));
  const line = JSON.parse(stdout);
  const web = readdirSync(join(folder, '.out', out, 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return { line, stdout, files: [...files, ...web, readFileSync(line.page, 'utf8')] };
}

describe('the digest command', () => {
  it('makes the same bytes of the same files, in any order and however often named', async () => {
    const parts = [join(folder, 'more'), join(folder, 'gazette.txt'), join(folder, 'empty.txt')];
    const [whole, again] = await Promise.all([
      digest('whole', folder),
      digest('parts', ...parts, join(folder, 'gazette.txt'), join(folder, 'more', 'gazette.txt')),
    ]);
    expect(again.files).toEqual(whole.files);
    expect(whole.stdout.trim().split('\n')).toHaveLength(1);
    expect(whole.line).toMatchObject({
      edition: '2023-09-14T04-00-00Z',
      articles: 2,
      refused: 1,
      refusals: [{ key: 'empty.txt', code: 'empty' }],
    });
    const [html = '', , , eml = ''] = whole.files;
    const mail = await PostalMime.parse(eml);
    expect(mail.to?.map(({ address }) => address)).toEqual(['olena@readers.example.org']);
    expect(mail.html?.trim()).toBe(html.trim());
    expect(html).not.toContain('PLACEHOLDER');
  });

  it('leaves a quarantined file out and counts it, until an empty .confirm stands beside it', async () => {
    const place = mkdtempSync(join(tmpdir(), 'communique-quarantine-'));
    const text = (title: string) => `${title}\n\nIsland Post, 13 September 2023\n\n${BODY}\n`;
    writeFileSync(
      join(place, 'private.txt'),
      `${text('A dinner at night')}\nThe cook, whom guests reach at cook@vostochny.example, had the evening off.\n`,
    );
    writeFileSync(join(place, 'one.txt'), text('Two leaders meet at last'));
    const held = await digest('held', place);
    expect(held.line).toMatchObject({
      articles: 1,
      quarantined: 1,
      quarantines: [{ key: 'private.txt', code: 'private' }],
    });
    expect(held.files.join()).not.toContain('cook@');
    writeFileSync(join(place, 'private.txt.confirm'), '');
    expect((await digest('free', place)).line).toMatchObject({ articles: 2, quarantined: 0, refused: 0 });
    rmSync(place, { recursive: true });
  });

  it('explains in one sentence what is wrong with the call', async () => {
    const failure = await digest('none', join(folder, 'absent.txt')).catch((error) => error);
    expect(failure).toMatchObject({ code: 1, stdout: '' });
    expect(failure.stderr.trim().split('\n')).toHaveLength(1);
    expect(failure.stderr).toContain('absent.txt');
  });
});
