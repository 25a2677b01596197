import { createHash } from 'node:crypto';
import type { Edition, Settings } from '../../types.ts';
import type { Templates } from '../mail-templates.ts';
import type { OverlayEntry } from '../overlay/overlay.ts';
import { type EditorsNote, shownOf, whyGone } from '../overlay/shown.ts';
import {
  archiveKey,
  archivePartKey,
  editionKey,
  feedKey,
  ICON,
  INDEX,
  jsonFeedKey,
  NOT_FOUND,
  ROBOTS,
  searchIndexKey,
  searchKey,
  searchShardKey,
  storyKey,
} from './address.ts';
import { type EditionLine, STORIES } from './calendar.ts';
import { editionPageView } from './edition-page.ts';
import { noteView } from './editors-note.ts';
import { type ArchiveLists, archiveListsOf } from './lists/archive-lists.ts';
import { archivePageView, monthPageView, yearPageView } from './lists/archive-page.ts';
import { feedView } from './lists/feed.ts';
import { jsonFeed } from './lists/json-feed.ts';
import { searchIndex, searchPageView, searchShard } from './lists/search.ts';
import { frameView } from './page-frame.ts';
import { fileIn, pageTemplates } from './page-templates.ts';
import { storyPageView } from './story-page.ts';
import { CACHE, HTML, JSON_TYPE, type WebObject } from './web-object.ts';
import { pageWording } from './wording.ts';

export interface SiteOptions {
  readonly settings: Settings;
  readonly templates: Templates;
  /** Editions that pages name, in any order: those whose pages are written, their neighbours, and those that tell their stories. */
  readonly calendar: readonly EditionLine[];
  /** What the lists are written from. Absent: the calendar is every edition there is. */
  readonly lists?: ArchiveLists;
  /** Corrections and take-downs, in any order. */
  readonly overlay?: readonly OverlayEntry[];
  /** The edition whose stories' pages are written, and those that tell the same stories, itself among them. Absent: all that are published. */
  readonly tells?: { readonly edition: Edition; readonly history: readonly Edition[] };
}

/** An edition's page in each language that its line in the calendar names. */
function editionPages(
  edition: Edition,
  { settings, templates, calendar, overlay }: SiteOptions,
): WebObject[] {
  const { edition: render } = pageTemplates(templates);
  const stylesheet = stylesheetKey(templates);
  const languages = calendar.find(({ id }) => id === edition.id)?.languages ?? settings.languages;
  return languages.map((language) => ({
    key: editionKey(edition.id, language),
    body: render(editionPageView(edition, { language, settings, calendar, stylesheet, overlay })),
    contentType: HTML,
    cacheControl: CACHE.words,
  }));
}

/** The pages of an edition's stories, over all editions that are known to tell them, and its part of the search index. */
function storyPages(edition: Edition, history: readonly Edition[], options: SiteOptions): WebObject[] {
  const { settings, templates, calendar, overlay = [] } = options;
  const { story: render, notFound } = pageTemplates(templates);
  const shown = shownOf(edition, overlay).edition;
  const visible = history.map((one) => shownOf(one, overlay).edition);
  const stylesheet = stylesheetKey(templates);
  const languages = calendar.find(({ id }) => id === edition.id)?.languages ?? settings.languages;
  return languages.flatMap((language) => [
    ...edition.stories.slice(0, STORIES).flatMap(({ id }) => {
      const view = storyPageView(id, visible, { language, settings, calendar, stylesheet });
      // What was taken down leaves a dated line under its address, and nothing else.
      const body =
        view === null
          ? notFound(takenDownView(whyGone(id, history, overlay), language, settings, stylesheet))
          : render(view);
      return [{ key: storyKey(id, language), body, contentType: HTML, cacheControl: CACHE.words }];
    }),
    {
      key: searchShardKey(edition.id, language),
      body: JSON.stringify(searchShard(shown, { language, settings })),
      contentType: JSON_TYPE,
      cacheControl: CACHE.words,
    },
  ]);
}

/** Everything that one run of compose publishes: the pages of these editions, and all that the whole calendar makes. */
export function publication(editions: Iterable<Edition>, options: SiteOptions): WebObject[] {
  const all = [...editions];
  const telling = options.tells === undefined ? all : [options.tells.edition];
  const history = options.tells?.history ?? all;
  return [
    ...all.flatMap((edition) => editionPages(edition, options)),
    ...telling.flatMap((edition) => storyPages(edition, history, options)),
    ...sitePages(options),
  ];
}

/** All else that stands under the public address: index, archive, feeds, and what the pages need. The same for the same set of editions. */
function sitePages({ settings, templates, calendar, lists: given }: SiteOptions): WebObject[] {
  const lists = given ?? archiveListsOf(calendar, settings.timeZone);
  const render = pageTemplates(templates);
  const stylesheet = stylesheetKey(templates);
  const page = (key: string, body: string): WebObject => ({
    key,
    body,
    contentType: HTML,
    cacheControl: CACHE.words,
  });
  const archives = settings.languages.map((language) => ({
    language,
    body: render.archive(archivePageView(lists, { language, settings, stylesheet })),
  }));
  const parts = settings.languages.flatMap((language) => {
    const options = { language, settings, stylesheet };
    return [
      ...lists.monthPages.map((one) =>
        page(archivePartKey(one.month, language), render.archive(monthPageView(one, options))),
      ),
      ...lists.yearPages.map((one) =>
        page(archivePartKey(one.year, language), render.archive(yearPageView(one, options))),
      ),
    ];
  });
  const [first] = archives;
  const library = fileIn(templates, 'minisearch.js');
  const libraryKey = `minisearch.${hashOf(library)}.js`;
  const script = fileIn(templates, 'search.js').replace('MINISEARCH', libraryKey);
  const scriptKey = `search.${hashOf(script)}.js`;
  const asset = (key: string, body: string): WebObject => ({
    key,
    body,
    contentType: 'text/javascript; charset=utf-8',
    cacheControl: CACHE.forever,
  });
  return [
    asset(libraryKey, library),
    asset(scriptKey, script),
    ...settings.languages.flatMap((language) => [
      page(
        searchKey(language),
        render.search(
          searchPageView({
            language,
            settings,
            stylesheet,
            script: scriptKey,
            index: searchIndexKey(language),
          }),
        ),
      ),
      {
        key: searchIndexKey(language),
        body: JSON.stringify(searchIndex(lists.newest, language)),
        contentType: JSON_TYPE,
        cacheControl: CACHE.words,
      },
      {
        key: jsonFeedKey(language),
        body: jsonFeed(feedView({ language, settings, calendar: lists.newest }), language, settings),
        contentType: 'application/feed+json; charset=utf-8',
        cacheControl: CACHE.words,
      },
    ]),
    {
      key: stylesheet,
      body: fileIn(templates, 'style.css'),
      contentType: 'text/css; charset=utf-8',
      cacheControl: CACHE.forever,
    },
    {
      key: ICON,
      body: fileIn(templates, 'favicon.svg'),
      contentType: 'image/svg+xml',
      cacheControl: CACHE.rarely,
    },
    {
      key: ROBOTS,
      body: fileIn(templates, 'robots.txt'),
      contentType: 'text/plain; charset=utf-8',
      cacheControl: CACHE.rarely,
    },
    page(NOT_FOUND, render.notFound(notFoundView(first?.language ?? 'en', settings, stylesheet))),
    ...(first === undefined ? [] : [page(INDEX, first.body)]),
    ...archives.map(({ language, body }) => page(archiveKey(language), body)),
    ...parts,
    ...settings.languages.map((language) => ({
      key: feedKey(language),
      body: render.feed(feedView({ language, settings, calendar: lists.newest })),
      contentType: 'application/atom+xml; charset=utf-8',
      cacheControl: CACHE.words,
    })),
  ];
}

/** Shown under any address, so its links begin at the top. */
function notFoundView(language: string, settings: Settings, stylesheet: string) {
  const { notFound: title, notFoundText: description } = pageWording(language).words;
  return plainView({ title, description }, language, settings, stylesheet);
}

function takenDownView(
  notes: readonly EditorsNote[],
  language: string,
  settings: Settings,
  stylesheet: string,
) {
  const { words } = pageWording(language);
  const says = { title: words.takenDown, description: words.takenDown };
  return {
    ...plainView(says, language, settings, stylesheet),
    notes: notes.map((note) => noteView(note, words, settings.timeZone)),
  };
}

function plainView(
  { title, description }: { readonly title: string; readonly description: string },
  language: string,
  settings: Settings,
  stylesheet: string,
) {
  return {
    frame: frameView({
      settings,
      language,
      stylesheet,
      top: '/',
      title,
      description,
      key: null,
      languages: settings.languages,
    }),
  };
}

/** Named by its content: a page made earlier keeps the look that it was made for, and this one may be cached for ever. */
function stylesheetKey(templates: Templates): string {
  return `style.${hashOf(fileIn(templates, 'style.css'))}.css`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
