import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE_FOLDER } from '../cache-folder.ts';
import type { RawTemplate, Stack } from './stack.ts';
import { fields, textOf } from './template-values.ts';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

export interface Synthesized {
  readonly stacks: readonly Stack[];
  /** Removes the folder with the templates and bundles. */
  remove(): void;
}

export interface SynthesisOptions {
  readonly briefing?: string;
  /** Gets what ends the app's processes, for whoever ends the run while they work. */
  readonly onStart?: (stop: () => Promise<void>) => void;
}

/** Bundles of a few states of the sources: about two megabytes each. */
const KEPT_BUNDLES = 28;

/**
 * Runs cdk.json's own app command, as `cdk deploy` does, with real bundles, into a folder of its own. Two things that a start
 * need not wait for are left to the deployment: bundles of sources that have not changed are taken from the user's cache, and the
 * templates are not checked against CloudFormation's rules.
 * @throws Error with the app's own words when it fails.
 */
export async function synthesize(options: SynthesisOptions = {}): Promise<Synthesized> {
  const cdk = fields(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));
  const folder = mkdtempSync(join(tmpdir(), 'communique-cdk-'));
  const remove = () => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  // Also when the process is ended while the app runs.
  process.once('exit', remove);
  try {
    const briefing = options.briefing === undefined ? {} : { briefing: options.briefing };
    const context = {
      ...fields(cdk.context),
      '@aws-cdk/core:validateAgainstDefaultRules': false,
      ...briefing,
    };
    await runApp(textOf(cdk.app), folder, context, options.onStart);
    return { stacks: readStacks(folder), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The stacks of a cloud assembly folder, with the folders of their file assets. */
function readStacks(folder: string): readonly Stack[] {
  const manifest = fields(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const stacks: Stack[] = [];
  for (const [name, value] of Object.entries(fields(manifest.artifacts))) {
    const artifact = fields(value);
    if (artifact.type !== 'aws:cloudformation:stack') continue;
    const properties = fields(artifact.properties);
    const template: RawTemplate = JSON.parse(
      readFileSync(join(folder, textOf(properties.templateFile)), 'utf8'),
    );
    const listing = join(folder, `${name}.assets.json`);
    const files = existsSync(listing) ? fields(fields(JSON.parse(readFileSync(listing, 'utf8'))).files) : {};
    const assets = new Map<string, string>();
    for (const [hash, file] of Object.entries(files)) {
      assets.set(hash, join(folder, textOf(fields(fields(file).source).path)));
    }
    stacks.push({ name: textOf(properties.stackName, name), template, assets });
  }
  return stacks;
}

/** Where bundles are kept, without the oldest ones; empty where nothing can be kept, and then each is built anew. */
function bundlesFolder(): string {
  const folder = join(CACHE_FOLDER, 'bundles');
  try {
    mkdirSync(folder, { recursive: true });
    const age = (name: string) => statSync(join(folder, name)).mtimeMs;
    const byAge = readdirSync(folder).sort((a, b) => age(b) - age(a));
    for (const name of byAge.slice(KEPT_BUNDLES))
      rmSync(join(folder, name), { recursive: true, force: true });
    return folder;
  } catch {
    return '';
  }
}

async function runApp(
  command: string,
  folder: string,
  context: Readonly<Record<string, unknown>>,
  onStart?: SynthesisOptions['onStart'],
): Promise<void> {
  const [program, ...args] = command.split(/\s+/);
  if (!program) throw new Error('cdk.json names no app.');
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that it is ended with the bundler that it starts. (Windows has no such groups.)
    detached: process.platform !== 'win32',
    env: {
      ...process.env,
      COMMUNIQUE_BUNDLES: bundlesFolder(),
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_DISABLE_VERSION_CHECK: '1',
    },
  });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  const closed = new Promise<number | null>((done) => child.once('close', done));
  const stop = () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  };
  onStart?.(async () => {
    stop();
    await closed;
  });
  // Before the folder goes: what still runs would write into it.
  process.prependOnceListener('exit', stop);
  const failed = new Promise<never>((_, fail) => child.once('error', fail));
  const code = await Promise.race([closed, failed]);
  process.off('exit', stop);
  if (code !== 0) throw new Error(`\`${command}\` failed:\n${said.join('').trim()}`);
}
