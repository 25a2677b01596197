/** A window of 400 uploads of 400 KB each, read as compose reads them, told and rendered: prints CPU seconds and peak memory as JSON. */
import { forEdition } from '../../lambdas/article/for-edition.ts';
import { makeEdition } from '../../lambdas/edition/make.ts';
import type { WindowArticle } from '../../lambdas/types.ts';
import { render, settings } from '../edition/sample.ts';
import { articleOf, day } from '../stories/factory.ts';
import { report } from './costly.ts';

const [count, letters] = [Number(process.argv[2] ?? 400), Number(process.argv[3] ?? 400_000)];
const SLOT = '2023-09-14T07:00:00.000Z';
const TOPIC = { title: 'Kim Vostok', names: ['Kim', 'Vostok'], seeds: [report(2_000, 3)] };

/** As it comes from the archive: one JSON text at a time. */
function filed(n: number): string {
  const text = report(letters, 1_000 + n);
  const paragraphs = Array.from({ length: Math.ceil(text.length / 2_000) }, (_, at) =>
    text.slice(2_000 * at, 2_000 * (at + 1)),
  );
  const title = `Kim at Vostok ${n}`;
  return JSON.stringify(
    articleOf({ key: `${n}.txt`, title, outlet: `Paper ${n}`, published: day('2023-09-13'), paragraphs }),
  );
}

const before = process.cpuUsage();
const articles: WindowArticle[] = [];
for (let n = 0; n < count; n += 1) {
  const item: WindowArticle = JSON.parse(filed(n));
  articles.push({ ...item, article: forEdition(item.article) });
}
const { user: writing } = process.cpuUsage(before);
const edition = makeEdition({
  articles,
  previous: null,
  settings: { ...settings, topic: TOPIC },
  slot: SLOT,
});
const { html } = await render(edition);
const { user, system } = process.cpuUsage(before);
process.stdout.write(
  JSON.stringify({
    seconds: (user + system) / 1e6,
    reading: writing / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
    stories: edition.stories.length,
    html: Buffer.byteLength(html),
  }),
);
