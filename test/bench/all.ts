/** What everything costs on this machine, and how the cost grows. Prints a table; asserts nothing. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readArticle } from '../../lambdas/article/read.ts';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { tellStories } from '../../lambdas/claims/tell.ts';
import { sketch, textHash } from '../../lambdas/copies/fingerprint.ts';
import { composeMessage } from '../../lambdas/edition/mail/message.ts';
import { personalize } from '../../lambdas/edition/mail/personalize.ts';
import { renderEdition } from '../../lambdas/edition/mail/render.ts';
import { makeEdition } from '../../lambdas/edition/make.ts';
import { keysFrom } from '../../lambdas/reader/keys.ts';
import { makeToken } from '../../lambdas/reader/token.ts';
import { groupArticles } from '../../lambdas/stories/group.ts';
import type { Settings, WindowArticle } from '../../lambdas/types.ts';
import { fullEdition } from '../edition/sample.ts';
import { benchComparing } from './comparing.ts';
import { benchGrowth, benchLargeWindow, printGrowth } from './growth.ts';
import { benchLook, printLooks } from './look.ts';
import { madeUpArticles, withOpenings } from './made-up.ts';
import { benchReading, coldReading } from './reading.ts';
import { sendTo } from './sending.ts';

const SLOT = '2023-09-15T07:00:00.000Z';
const SETTINGS: Settings = {
  name: 'Bench',
  topic: { title: 'The summit at the cosmodrome', names: ['Vostochny', 'Putin', 'Kim'], seeds: [] },
  languages: ['en'],
  timeZone: 'UTC',
  windowHours: 72,
  sendByHours: 6,
  sender: { name: 'Bench', address: 'bench@news.example.org' },
  publicAddress: 'https://news.example.org',
  postalAddress: '1 Example Street',
};

interface Line {
  readonly what: string;
  readonly size: number;
  readonly total: number;
  /** Peak of the process. */
  readonly megabytes?: number;
}

const rows: Line[] = [];

const FRAME = {
  titleFrom: 'header',
  outletFrom: 'header',
  agency: null,
  agencyFrom: null,
  authors: [],
  contributors: [],
  url: null,
  language: 'en',
  languages: ['en'],
  translations: [],
  flags: [],
} as const;

/** CPU milliseconds of the fastest of `times` runs: the least disturbed one. */
async function measure(what: string, size: number, work: () => unknown, times = 3): Promise<void> {
  process.stderr.write(`${what}, ${size} …\n`);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < times; run += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  rows.push({ what, size, total: best });
}

const folder = new URL('../articles/', import.meta.url);
const samples = readdirSync(folder).map((key) => ({
  key,
  bytes: new Uint8Array(readFileSync(new URL(key, folder))),
}));
const readable: WindowArticle[] = [];
for (const [n, sample] of samples.entries()) {
  const article = await readArticle(sample).catch(() => null);
  if (article)
    readable.push({ id: String(n).padStart(32, '0'), received: '2023-09-14T07:00:00.000Z', article });
}

await benchReading(samples, measure);
await benchComparing(measure);
process.stderr.write('cold starts …\n');
const cold = coldReading(samples);
const texts = madeUpArticles(1_000);
await measure('fingerprint', texts.length, () => {
  for (const { text } of texts) {
    textHash(text);
    sketch(text);
  }
});
for (const size of [100, 1_000, 10_000]) {
  const articles = madeUpArticles(size);
  await measure('group', size, () => groupArticles(articles), size > 1_000 ? 1 : 3);
  const opened = withOpenings(articles);
  await measure('group, with openings in two languages', size, () => groupArticles(opened), 1);
  process.stderr.write(`group in a process of its own, ${size} …\n`);
  const script = fileURLToPath(new URL('./cold.ts', import.meta.url));
  const printed = execFileSync(process.execPath, [script, String(size)], { encoding: 'utf8' });
  const { milliseconds, megabytes } = JSON.parse(printed);
  rows.push({ what: 'group, cold', size, total: milliseconds, megabytes });
}
const looks = [await benchLook(1_000), await benchLook(10_000), await benchLook(100_000)];
const window = texts.slice(0, 300).map(
  ({ text, title, published, outlet }, n): WindowArticle => ({
    id: String(n).padStart(32, '0'),
    received: '2023-09-14T07:00:00.000Z',
    article: {
      ...FRAME,
      key: `${n}.txt`,
      version: String(n).padStart(64, '0'),
      title: title ?? null,
      outlet: outlet ?? null,
      published: { date: published ?? '2023-09-14', from: 'header' },
      blocks: [{ role: 'paragraph', text, language: 'en' }],
    },
  }),
);
await measure('tell the stories', window.length, () =>
  tellStories(window, {
    topic: { title: '', names: [], seeds: texts.map(({ text }) => text) },
    previous: null,
  }),
);
const edition = makeEdition({ articles: readable, previous: null, settings: SETTINGS, slot: SLOT });
await measure('make the sample edition', readable.length, () =>
  makeEdition({ articles: readable, previous: null, settings: SETTINGS, slot: SLOT }),
);
const options = { language: 'en', settings: SETTINGS, templates: readTemplates() };
await measure('render the sample edition', 1, () => renderEdition(edition, options), 5);
const largest = fullEdition();
await measure('render twelve full stories', 1, () => renderEdition(largest, options), 5);
const coldEdition = fileURLToPath(new URL('cold-edition.ts', import.meta.url));
const coldTimes = [1, 2, 3].map(() =>
  Number(execFileSync(process.execPath, [coldEdition], { encoding: 'utf8' })),
);
rows.push({ what: 'the same, cold, with its mail', size: 1, total: Math.min(...coldTimes) });

const message = await composeMessage(largest, await renderEdition(largest, options), {
  ...options,
  depth: 'full',
});
const keys = keysFrom(JSON.stringify({ master: 'b'.repeat(64), tokenKeyVersion: '01' }));
const ids = Array.from({ length: 1_000 }, (_, n) => String(n).padStart(22, '0'));
const made = ids.map((id) => ({
  address: 'reader@example.org',
  token: makeToken('leave', id, keys),
  preferences: makeToken('preferences', id, keys),
}));
await measure('swap a reader’s tokens', made.length, () => {
  let copy: Uint8Array | undefined;
  for (const reader of made) copy = personalize(message, reader, copy);
});
for (const size of [1_000, 10_000, 100_000]) {
  let most = 0;
  const before = process.memoryUsage().rss;
  await measure(
    'a mail for each reader',
    size,
    () => {
      for (let n = 0; n < size; n += 1) {
        const id = String(n).padStart(22, '0');
        personalize(message, {
          address: `reader-${n}@example.org`,
          token: makeToken('leave', id, keys),
          preferences: makeToken('preferences', id, keys),
        });
        if (n % 1_000 === 0) most = Math.max(most, process.memoryUsage().rss);
      }
    },
    size > 10_000 ? 1 : 3,
  );
  process.stderr.write(
    `  memory grew by ${Math.round(Math.max(0, most - before) / 1_048_576)} MiB at most\n`,
  );
}

const growth = await benchGrowth({
  articles: readable,
  settings: SETTINGS,
  templates: options.templates,
  slot: SLOT,
});
const large = benchLargeWindow();
const sent = await sendTo([2_000, 20_000]);

const cell = (value: string | number, width: number) => String(value).padStart(width);
console.log(
  `${'what'.padEnd(32)}${cell('size', 8)}${cell('CPU ms', 12)}${cell('ms each', 12)}${cell('MB', 8)}`,
);
for (const { what, size, total, megabytes } of rows) {
  const figures = `${cell(size, 8)}${cell(total.toFixed(1), 12)}${cell((total / size).toFixed(3), 12)}`;
  console.log(`${what.padEnd(32)}${figures}${cell(megabytes ?? '', 8)}`.trimEnd());
}
console.log(`\n${'cold, beyond an empty Node process'.padEnd(46)}${cell('CPU ms', 12)}`);
for (const { what, ms } of cold) console.log(`${what.padEnd(46)}${cell(ms.toFixed(0), 12)}`);

printGrowth(growth, large);
printLooks(looks);

console.log(
  `\n${'send an edition'.padEnd(26)}${cell('mails', 8)}${cell('CPU ms', 12)}${cell('ms each', 12)}${cell('heap MB', 16)}  numbers`,
);
for (const { readers, total, heap, mails, matches } of sent) {
  const memory = heap.map((megabytes) => megabytes.toFixed(0)).join(' → ');
  console.log(
    `${`to ${readers} readers`.padEnd(26)}${cell(mails, 8)}${cell(total.toFixed(0), 12)}${cell((total / readers).toFixed(2), 12)}${cell(memory, 16)}  ${matches ? 'match' : 'DO NOT MATCH'}`,
  );
}
