import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RawTemplate, Stack } from './stack.ts';
import { fields, textOf } from './value.ts';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export interface Synthesized {
  readonly stacks: readonly Stack[];
  /** Removes the folder with the templates and bundles. */
  remove(): void;
}

/**
 * Runs cdk.json's own app command, as `cdk deploy` does, with real bundles, into a folder of its own.
 * @throws Error with the app's own words when it fails.
 */
export async function synthesize(options: { readonly briefing?: string } = {}): Promise<Synthesized> {
  const cdk = fields(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));
  const folder = mkdtempSync(join(tmpdir(), 'communique-cdk-'));
  const remove = () => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  // Also when the process is ended while the app runs.
  process.once('exit', remove);
  try {
    await runApp(textOf(cdk.app), folder, {
      ...fields(cdk.context),
      ...(options.briefing === undefined ? {} : { briefing: options.briefing }),
    });
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

async function runApp(
  command: string,
  folder: string,
  context: Readonly<Record<string, unknown>>,
): Promise<void> {
  const [program, ...args] = command.split(/\s+/);
  if (!program) throw new Error('cdk.json names no app.');
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_DISABLE_VERSION_CHECK: '1',
    },
  });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  const stop = () => child.kill();
  // Before the folder goes: what still runs would write into it.
  process.prependOnceListener('exit', stop);
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
  process.off('exit', stop);
  if (code !== 0) throw new Error(`\`${command}\` failed:\n${said.join('').trim()}`);
}
