/** Runs inside a worker thread: loads one handler and calls it, one event at a time, as Lambda's runtime does. */
import { parentPort, workerData } from 'node:worker_threads';
import { startClockAt } from '../emulators/clock.ts';
import { fields, textOf } from '../stack/template-values.ts';
import { type Call, describe, type FunctionAnswer, type Outcome } from './function-messages.ts';

const { file, exportName, startAt } = fields(workerData);
const port = parentPort;
if (!port) throw new Error('function-worker.ts runs in a worker thread.');
if (typeof startAt === 'number') startClockAt(startAt);

const loading = load();
// The answer to the first call tells why the module did not load.
loading.catch(() => undefined);

const say = (answer: FunctionAnswer) => port.postMessage(answer);
port.on('message', async (call: Call) => say(await run(call)));

async function load(): Promise<(event: unknown, context: unknown) => unknown> {
  const loaded = fields(await import(textOf(file)));
  const name = textOf(exportName);
  const handler = loaded[name] ?? fields(loaded.default)[name];
  if (typeof handler !== 'function') throw new Error(`${textOf(file)} exports no function named ${name}.`);
  return (event, context) => handler(event, context);
}

async function run({ call, event, context, deadline, now }: Call): Promise<Outcome> {
  if (now !== undefined) startClockAt(now);
  let handler: Awaited<typeof loading>;
  try {
    handler = await loading;
  } catch (error) {
    return { call, ok: false, error: { ...describe(error), loading: true } };
  }
  say({ call, begun: true });
  try {
    const left = performance.now() + deadline;
    const getRemainingTimeInMillis = () => Math.max(0, Math.round(left - performance.now()));
    const value = await handler(event, { ...context, getRemainingTimeInMillis });
    // What Lambda returns is JSON; a value that does not survive it must not survive here.
    return { call, ok: true, value: JSON.stringify(value ?? null) };
  } catch (error) {
    return { call, ok: false, error: describe(error) };
  }
}
