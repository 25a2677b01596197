import { existsSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { runCommand } from '../command.ts';
import { checkBriefing } from './briefing-check.ts';
import { askBriefing } from './briefing-questions.ts';

const HELP = `Usage: npm run briefing -- new [--out FILE]
       npm run briefing -- check FILE [PATH…] [--at INSTANT] [--out DIR]

new    asks what a briefing needs and writes one (default briefing.new.json). An empty answer takes what stands in brackets.
check  says what is wrong with FILE and which of its languages lack words; with PATH… also how these sample files would
       be read, grouped and set aside, and writes the edition that they make into DIR (default out/briefing). --at is the
       edition's slot (default: the last day of the coverage, or now).

Then: npm start -- --briefing FILE. Exit code 0 when the briefing is sound, 1 when not, 2 on a wrong call.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      at: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [verb, file, ...paths] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (verb === 'new' && file === undefined) return newBriefing(values.out ?? 'briefing.new.json');
  if (verb === 'check' && file !== undefined) return checkBriefing(file, paths, values);
  process.stderr.write(HELP);
  return 2;
}

async function newBriefing(out: string): Promise<number> {
  if (existsSync(out)) throw new Error(`${out} is there already: name another file with --out.`);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // One iterator: answers that come all at once, from a pipe, wait in it.
  const answers = lines[Symbol.asyncIterator]();
  try {
    const briefing = await askBriefing(
      async (question) => {
        process.stderr.write(question);
        const { value, done } = await answers.next();
        if (done) throw new Error('The answers ended before the questions did: nothing was written.');
        return String(value).trim();
      },
      { today: new Date(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    );
    writeFileSync(out, `${JSON.stringify(briefing, null, 2)}\n`, { flag: 'wx' });
  } finally {
    lines.close();
  }
  process.stderr.write(`\nWritten to ${out}. Look at it with: npm run briefing -- check ${out} FILES…\n`);
  return 0;
}

await runCommand(main);
