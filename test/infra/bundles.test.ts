import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../infra/parts/bundle.ts';
import { buildApp } from '../../infra/stacks.ts';
import { briefing, one, type Template } from './synthesized.ts';

/** Kilobytes that each bundle may have at most: mjml stays in compose, the article readers in intake. */
const HANDLERS = [
  { entry: 'intake', name: 'IntakeFunction', templates: false, kilobytes: 5_000 },
  { entry: 'compose', name: 'ComposeFunction', templates: true, kilobytes: 5_000 },
  { entry: 'deliver', name: 'DeliverFunction', templates: false, kilobytes: 700 },
  { entry: 'feedback', name: 'FeedbackFunction', templates: false, kilobytes: 400 },
  { entry: 'subscribe', name: 'SubscribeFunction', templates: true, kilobytes: 600 },
] as const;

let folder = '';
let staged: ReadonlyMap<string, string>;

// The one synthesis of the tests that bundles, as `cdk deploy` does.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'communique-bundles-'));
  const assembly = buildApp({ briefing, outdir: join(folder, 'cdk.out') }).synth();
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

const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

it('every function has a bundle of its own', () => {
  expect(new Set(staged.values()).size).toBe(HANDLERS.length);
});

describe.each(HANDLERS)('the bundle of $entry', ({ entry, templates, kilobytes }) => {
  const home = () => staged.get(entry) ?? '';
  const file = () => join(home(), 'index.mjs');

  it(`stays under ${kilobytes} kB`, async ({ annotate }) => {
    const size = statSync(file()).size / 1000;
    await annotate(`${entry}: ${size.toFixed(0)} kB`);
    expect(size).toBeLessThan(kilobytes);
    expect(gzipSync(readFileSync(file())).length / 1000).toBeLessThan(2_000);
  });

  it('is the handler’s own, the same bytes each time, with no path of this machine', () => {
    bundle({ entry, templates }, join(folder, 'again', entry));
    expect(hash(file())).toBe(hash(join(folder, 'again', entry, 'index.mjs')));
    expect(readFileSync(file(), 'utf8')).not.toContain(process.cwd());
  });

  it('has the templates beside it, if the handler reads any', () => {
    expect(existsSync(join(home(), 'templates'))).toBe(templates);
    if (!templates) return;
    const laid = readdirSync(join(home(), 'templates'), { recursive: true });
    expect(laid.sort()).toEqual(readdirSync('templates', { recursive: true }).sort());
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
