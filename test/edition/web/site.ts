import { parseHTML } from 'linkedom';
import { lineOf } from '../../../lambdas/edition/web/calendar.ts';
import { publication } from '../../../lambdas/edition/web/site.ts';
import type { WebObject } from '../../../lambdas/edition/web/web-object.ts';
import type { Edition, Settings } from '../../../lambdas/types.ts';
import {
  edition,
  fullStory,
  quote,
  settings as sample,
  source,
  story,
  storySource,
  templates,
} from '../sample.ts';

export const LANGUAGES = ['en', 'uk', 'es', 'ar'];

export const settings: Settings = { ...sample, languages: LANGUAGES };

/** Everything that stands under the public address once these editions are made, by key. */
export function siteOf(
  editions: readonly Edition[],
  languages: readonly string[] = LANGUAGES,
): ReadonlyMap<string, WebObject> {
  const calendar = editions.map((told) => lineOf(told, languages));
  const objects = publication(editions, { settings: { ...settings, languages }, templates, calendar });
  return new Map(objects.map((object) => [object.key, object]));
}

/** One edition's page in one language. */
export function pageOf(told: Edition, language = 'en'): string {
  return siteOf([told], [language]).get(`editions/${told.id}.${language}.html`)?.body ?? '';
}

export const documentOf = (html: string) => parseHTML(html).document;

export const textIn = (node: { readonly textContent: string | null } | null | undefined): string =>
  (node?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

/** An edition on a day of September 2023 at seven in Kyiv. */
export function editionOn(
  day: number,
  number: number,
  stories = [story('A')],
  change: Partial<Edition> = {},
): Edition {
  const date = `2023-09-${String(day).padStart(2, '0')}`;
  return edition(stories, { id: `${date}T04-00-00Z`, slot: `${date}T04:00:00.000Z`, number, ...change });
}

/** A story with every part that a page can show, who is who and a timeline included. */
export function tellingStory(name: string) {
  const told = fullStory(name);
  const [first = storySource('Nobody')] = told.sources;
  return {
    ...told,
    people: [{ name: 'Ada Example', role: quote(first, 'Ada Example, who builds rockets') }],
    timeline: [
      { date: '2023-08', quote: quote(first, 'The visit was announced in August.') },
      { date: '2023-09-13', quote: quote(first, 'They met on Wednesday.') },
    ],
    spoken: { speaker: 'Ada Example', quote: quote(first, 'We came to talk about rockets') },
    reasons: ['independent sources: 4', 'languages: 3', 'newest: 2023-09-13', 'closeness: 0.84'],
  };
}

/** Three editions, as a reader may find them: a quiet one, one of several stories, one with a single story. */
export function threeEditions(): readonly Edition[] {
  const elsewhere = { language: 'ar', title: 'حديقة المدينة تفتح أبوابها' };
  return [
    editionOn(13, 1, []),
    editionOn(14, 2, [tellingStory('A'), tellingStory('B'), story('C'), story('D', { state: 'updated' })], {
      offTopic: [{ ...source('Garden Weekly', elsewhere), closeness: 0.1 }],
    }),
    editionOn(15, 3, [story('E', { state: 'known' })]),
  ];
}
