import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

/** Whether a command is installed, and what it calls itself; null when it is not. */
export function version(command: string, ...args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

export interface Running {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** moto as a server of its own on a free port of 127.0.0.1. @throws Error when it does not answer in a minute. */
export async function startMoto(command: string): Promise<Running> {
  const port = await freePort();
  const child = spawn(command, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const origin = `http://127.0.0.1:${port}`;
  const stop = () => ended(child);
  for (let tries = 0; tries < 240; tries += 1) {
    if (
      await fetch(`${origin}/moto-api/data.json`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { origin, stop };
    await new Promise((done) => setTimeout(done, 250));
  }
  await stop();
  throw new Error(`${command} does not answer on port ${port}.`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((done) => child.once('close', done));
  child.kill();
  await closed;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}

/** Runs a command to its end. */
export function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    child.once('error', failed);
    child.once('close', (code) => done({ code: code ?? 1, said }));
  });
}
