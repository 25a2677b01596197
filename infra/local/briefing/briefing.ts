import { existsSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { type Call, defineCommand, runCommand, WrongCall } from '../../command.ts';
import { checkBriefing } from './briefing-check.ts';
import { askBriefing } from './briefing-questions.ts';

const BRIEFING = defineCommand({
  call: 'npm run briefing -- new | check FILE [PATH…]',
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  about: `new    asks what a briefing needs and writes one. An empty answer takes what stands in brackets.
check  says what is wrong with FILE and which of its languages lack words. With PATH… it also says how these sample
       files would be read, grouped and set aside, and writes the edition that they make.`,
  options: {
    out: {
      type: 'string',
      value: 'FILE|DIR',
      about: 'what new writes (default: briefing.new.json), and where check writes (default: out/briefing)',
    },
    at: {
      type: 'string',
      value: 'INSTANT',
      about: "the slot of check's edition (default: the last day of the coverage, or now)",
    },
  },
  notes: `Then: npm start -- --briefing FILE. Exit code 0 when the briefing is sound, 1 when not, 2 on a wrong call.`,
});

async function main({ values, words }: Call<typeof BRIEFING.options>): Promise<number> {
  const [verb, file, ...paths] = words;
  if (verb === 'new' && file === undefined) return newBriefing(values.out ?? 'briefing.new.json');
  if (verb === 'check' && file !== undefined) return checkBriefing(file, paths, values);
  throw new WrongCall(verb === 'check' ? 'check needs a FILE.' : 'It takes new, or check with a FILE.');
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
        if (done)
          throw new Error('The input ended before all questions were answered, so nothing was written.');
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

await runCommand(BRIEFING, main);
