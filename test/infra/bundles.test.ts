import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsOf } from '../../infra/briefing.ts';
import { handlers } from '../../infra/licences/bundled.ts';
import { bundle } from '../../infra/parts/bundle.ts';
import { composeNotices } from '../../infra/parts/notices.ts';
import { buildApp } from '../../infra/stacks.ts';
import { PARAGRAPHS, TITLE } from '../article/formats/made.ts';
import { msg, NEWS, webarchive, wordMhtml } from '../article/formats/made-containers.ts';
import { drawnPdf } from '../article/formats/made-pdf.ts';
import { briefing, one, type Template } from './synthesized.ts';

/**
 * Kilobytes that each bundle may have at most, and that it may load at its start: mjml stays in compose, the article
 * readers in intake, and those of other formats than text in chunks that are loaded when a file needs them.
 */
const HANDLERS = [
  { entry: 'intake', name: 'IntakeFunction', templates: false, kilobytes: 5_850, start: 1_100 },
  { entry: 'compose', name: 'ComposeFunction', templates: true, kilobytes: 6_100, start: 5_000 },
  { entry: 'vectors', name: 'VectorsFunction', templates: false, kilobytes: 1_500, start: 1_500 },
  { entry: 'deliver', name: 'DeliverFunction', templates: false, kilobytes: 700, start: 700 },
  { entry: 'feedback', name: 'FeedbackFunction', templates: false, kilobytes: 450, start: 400 },
  { entry: 'desk', name: 'DeskFunction', templates: true, kilobytes: 1_050, start: 900 },
  { entry: 'daily', name: 'DailyFunction', templates: false, kilobytes: 800, start: 700 },
  { entry: 'subscribe', name: 'SubscribeFunction', templates: true, kilobytes: 850, start: 600 },
] as const;

let folder = '';
let staged: ReadonlyMap<string, string>;

// The one synthesis of the tests that bundles, as `cdk deploy` does.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'communique-bundles-'));
  const notices = await composeNotices(settingsOf(briefing));
  const watched = { ...briefing, alarmEmail: 'operator@example.org' };
  const assembly = buildApp({ briefing: watched, notices, outdir: join(folder, 'cdk.out') }).synth();
  const template: Template = assembly.getStackByName('CommuniquePipeline').template;
  const asset = (name: string) => {
    const { S3Key } = one(template, 'AWS::Lambda::Function', name)[1].Properties.Code as {
      readonly S3Key: string;
    };
    return join(folder, 'cdk.out', `asset.${S3Key.replace(/\.zip$/, '')}`);
  };
  staged = new Map(HANDLERS.map(({ entry, name }) => [entry, asset(name)]));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chunksIn = (home: string) =>
  readdirSync(home)
    .filter((name) => name.endsWith('.mjs'))
    .sort();
const hash = (home: string) => {
  const sum = createHash('sha256');
  for (const name of chunksIn(home)) sum.update(name).update(readFileSync(join(home, name)));
  return sum.digest('hex');
};
const sizeOf = (home: string, names: readonly string[]) =>
  names.reduce((sum, name) => sum + statSync(join(home, name)).size, 0) / 1000;
/** The files that Node reads before the handler can be called. */
const startOf = (home: string) => {
  const found = new Set(['index.mjs']);
  for (const name of found) {
    const text = readFileSync(join(home, name), 'utf8');
    for (const [, chunk] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.mjs)"/g))
      if (chunk) found.add(chunk);
  }
  return [...found];
};

it('every function has a bundle of its own', () => {
  expect(new Set(staged.values()).size).toBe(HANDLERS.length);
  // The list of licences looks into the bundles of these.
  expect(handlers()).toEqual(HANDLERS.map(({ entry }) => entry).toSorted());
});

describe.each(HANDLERS)('the bundle of $entry', ({ entry, templates, kilobytes, start }) => {
  const home = () => staged.get(entry) ?? '';

  it(`stays under ${kilobytes} kB, of which ${start} kB at the start`, async ({ annotate }) => {
    const [all, first] = [sizeOf(home(), chunksIn(home())), sizeOf(home(), startOf(home()))];
    await annotate(`${entry}: ${all.toFixed(0)} kB, ${first.toFixed(0)} kB at the start`);
    expect(all).toBeLessThan(kilobytes);
    expect(first).toBeLessThan(start);
    const packed = chunksIn(home()).map((name) => gzipSync(readFileSync(join(home(), name))).length);
    expect(packed.reduce((sum, size) => sum + size, 0) / 1000).toBeLessThan(2_300);
  });

  it('is the handler’s own, the same bytes each time, with no path of this machine', () => {
    bundle({ entry, templates }, join(folder, 'again', entry));
    expect(hash(home())).toBe(hash(join(folder, 'again', entry)));
    for (const name of chunksIn(home()))
      expect(readFileSync(join(home(), name), 'utf8')).not.toContain(process.cwd());
  });

  it('has the templates beside it, if the handler reads any', () => {
    expect(existsSync(join(home(), 'templates'))).toBe(templates);
    if (!templates) return;
    const laid = readdirSync(join(home(), 'templates'), { recursive: true });
    // The search's library, which a browser loads, lies among them.
    const own = readdirSync('templates', { recursive: true });
    expect(laid.sort()).toEqual([...own, join('web', 'minisearch.js')].sort());
  });

  it('has the notices beside it, finished, if the handler sends any', () => {
    const laid = existsSync(join(home(), 'notices')) ? readdirSync(join(home(), 'notices')).sort() : [];
    const kinds =
      entry === 'subscribe' ? ['already', 'changed', 'confirm', 'erase', 'export', 'goodbye'] : [];
    expect(laid).toEqual(
      kinds.flatMap((kind) => briefing.languages.toSorted().map((language) => `${kind}.${language}.eml`)),
    );
  });

  it('is imported by Node 24 with nothing of the project around it', () => {
    // A folder without node_modules above it, as on Lambda.
    const alone = mkdtempSync(join(tmpdir(), 'communique-alone-'));
    try {
      cpSync(home(), alone, { recursive: true });
      const script =
        "const{handler}=await import('./index.mjs');console.log(process.versions.node,typeof handler)";
      const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: alone,
        env: { AWS_REGION: 'eu-west-1' },
        encoding: 'utf8',
      });
      expect(said).toMatch(/^24\.\S+ function\n$/);
    } finally {
      rmSync(alone, { recursive: true, force: true });
    }
  });
});

it('a bundle that the local run kept is the same as a new one, and is found again', () => {
  const kept = join(folder, 'kept');
  const again = () => {
    process.env.COMMUNIQUE_BUNDLES = kept;
    try {
      bundle({ entry: 'feedback', templates: false }, mkdtempSync(join(folder, 'again-')));
    } finally {
      delete process.env.COMMUNIQUE_BUNDLES;
    }
    return readdirSync(kept);
  };
  const [first] = again();
  expect(hash(join(kept, first ?? ''))).toBe(hash(staged.get('feedback') ?? ''));
  expect(again()).toEqual([first]);
});

/** Libraries that build may fail at run time, and data may stay behind: a file of each format that brings any. */
describe('the readers of formats in a bundle', () => {
  it('read what they read in the sources, with nothing of the project around them', async () => {
    const home = join(folder, 'readers');
    bundle({ entry: 'article/read', templates: false }, home);
    // Rules, phrases and models wait until there is something to read.
    expect(sizeOf(home, startOf(home))).toBeLessThan(30);
    const files: Readonly<Record<string, Uint8Array>> = {
      'old Word': file('libreoffice.doc'),
      OpenDocument: file('libreoffice.odt'),
      'Rich Text': file('libreoffice.rtf'),
      Word: file('libreoffice.docx'),
      PDF: file('libreoffice-columns.pdf'),
      'a PDF in Chinese': drawnPdf(
        [[[40, 700, 12, `北堤上的灯塔将于星期五再次亮起，${'港务局星期三说。'.repeat(9)}`]]],
        'UniGB-UCS2-H',
      ),
      'a mail of Outlook': msg({ subject: TITLE, body: PARAGRAPHS.join('\r\n\r\n') }),
      'a page saved by Safari': webarchive(),
      MHTML: wordMhtml(),
      NITF: NEWS.NITF ?? new Uint8Array(),
    };
    const script =
      "const{readArticle}=await import('./index.mjs');const{readFileSync}=await import('node:fs');const said={};for(const[name,text]of Object.entries(JSON.parse(readFileSync(0,'utf8')))){said[name]=await readArticle({key:'a',bytes:new Uint8Array(Buffer.from(text,'base64'))}).then(({blocks})=>blocks.length>0,String)}console.log(JSON.stringify(said))";
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: home,
      input: JSON.stringify(
        Object.fromEntries(
          Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
        ),
      ),
      encoding: 'utf8',
    });
    expect(JSON.parse(said)).toEqual(Object.fromEntries(Object.keys(files).map((name) => [name, true])));
  });
});

it('pictures are drawn in a bundle as in the sources, by code that is loaded with the first one', () => {
  const laid = readdirSync(staged.get('compose') ?? '').includes('picture');
  expect(laid).toBe(true);
  const home = join(folder, 'pictures');
  bundle({ entry: 'composing/pictures', templates: false, pictures: true }, home);
  const drawing = chunksIn(home).filter((name) =>
    readFileSync(join(home, name), 'utf8').includes('renderer_measure'),
  );
  expect(drawing).toHaveLength(1);
  expect(startOf(home)).not.toContain(drawing[0]);
  const view = {
    dir: 'ltr',
    name: { text: 'The Harbour Brief', dir: 'ltr' },
    topic: { text: 'The strike', dir: 'ltr' },
    day: 'No. 1',
    headline: null,
    about: '',
    difference: null,
  };
  const script = `const{studio}=await import('./index.mjs');const png=await studio()(${JSON.stringify(view)});console.log(String.fromCharCode(...png.slice(1,4)))`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: home,
    env: { AWS_REGION: 'eu-west-1' },
    encoding: 'utf8',
  });
  expect(said).toBe('PNG\n');
});

function file(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join('test/article/formats/files', name)));
}
