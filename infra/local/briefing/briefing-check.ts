import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceOn } from '../../../lambdas/article/flag-advice.ts';
import { withKnownDate } from '../../../lambdas/article/metadata/known-date.ts';
import { understoodSentence } from '../../../lambdas/article/understood-sentence.ts';
import { readTemplates } from '../../../lambdas/aws/bundled/templates.ts';
import { renderEdition } from '../../../lambdas/edition/mail/render.ts';
import { instantOf } from '../../../lambdas/edition/slot.ts';
import { pageWording } from '../../../lambdas/edition/web/wording.ts';
import { wordingFor } from '../../../lambdas/edition/wording.ts';
import { readerWording } from '../../../lambdas/reader/wording.ts';
import { ON_TOPIC } from '../../../lambdas/stories/topic.ts';
import type { Edition } from '../../../lambdas/types.ts';
import { type Briefing, readBriefing, settingsOf } from '../../briefing.ts';
import { editionOf, readFiles } from '../dry-run/edition-of-files.ts';
import { startingTime } from '../starting-time.ts';

/** Says on standard output what is wrong with a briefing, and what its sample files would come to. Exit code 0 or 1. */
export async function checkBriefing(
  file: string,
  paths: readonly string[],
  { at, out = 'out/briefing' }: { readonly at?: string | undefined; readonly out?: string | undefined },
): Promise<number> {
  const briefing = readBriefing(file);
  const say = (line = '') => process.stdout.write(`${line}\n`);
  say(
    `${file} is sound: ${briefing.name}, ${briefing.coverage.first} to ${briefing.coverage.last}, at ${briefing.schedule.time} (${briefing.timeZone}).`,
  );
  const lacking = languagesWithoutWords(briefing);
  for (const { language, where } of lacking)
    say(
      `! "${language}" has no words of its own in ${where.join(', ')}: English stands there, around the same quotes.`,
    );
  if (briefing.topic.seeds.length < 2)
    say(
      '! One seed alone tells little: two or three sentences, as they stand in articles, keep other subjects out better.',
    );
  if (paths.length === 0) return 0;

  const settings = settingsOf(briefing);
  const slot = instantOf(at ?? (startingTime(briefing, new Date()) ?? new Date()).toISOString());
  const read = await readFiles(paths, slot);
  say();
  for (const { article: filed, received } of read.articles) {
    const article = withKnownDate(filed, { received, coverage: briefing.coverage });
    const said = [understoodSentence(article), ...adviceOn(article.flags)].join(' ');
    say(`${article.key}: ${article.quarantine ? article.quarantine.message : said}`);
  }
  for (const { key, message } of read.refused) say(`! ${key}: ${message}`);
  const { edition } = await editionOf(paths, { settings, slot });
  say();
  for (const line of groupsOf(edition)) say(line);
  const files = await writeEdition(edition, { briefing, out });
  say();
  say(`The edition as it would be mailed: ${files.join(' ')}`);
  return 0;
}

/** Languages of the briefing that some part of the product speaks English in. */
export function languagesWithoutWords({
  languages,
}: Pick<Briefing, 'languages'>): readonly { readonly language: string; readonly where: readonly string[] }[] {
  return languages.flatMap((language) => {
    const where = [
      wordingFor(language).language === language ? null : 'the mail',
      pageWording(language).lang === language ? null : 'the pages',
      readerWording(language).language === language ? null : 'the forms for readers',
    ].filter((place) => place !== null);
    return where.length === 0 ? [] : [{ language, where }];
  });
}

/** Stories with their files, and what was set aside with how near to the topic it came. */
export function groupsOf(edition: Edition): readonly string[] {
  const stories = edition.stories.flatMap(({ headline, sources }) => [
    `Story: ${headline.text}`,
    ...sources.flatMap((source) => [
      `  ${source.key}`,
      ...source.copies.map((copy) => `    ${copy.kind ?? 'near'} copy: ${copy.key}`),
    ]),
  ]);
  const aside = edition.offTopic.map(
    ({ key, closeness }) => `  ${key}: closeness ${closeness.toFixed(2)}, and ${ON_TOPIC} is needed`,
  );
  return [...stories, ...(aside.length === 0 ? [] : ['Set aside as another subject:', ...aside])];
}

async function writeEdition(
  edition: Edition,
  { briefing, out }: { readonly briefing: Briefing; readonly out: string },
): Promise<readonly string[]> {
  mkdirSync(out, { recursive: true });
  const files: string[] = [];
  for (const language of briefing.languages) {
    const { html, text } = await renderEdition(edition, {
      language,
      settings: settingsOf(briefing),
      templates: readTemplates(),
    });
    for (const [ending, content] of Object.entries({ html, txt: text })) {
      const path = join(out, `edition.${language}.${ending}`);
      writeFileSync(path, content);
      files.push(path);
    }
  }
  return files;
}
