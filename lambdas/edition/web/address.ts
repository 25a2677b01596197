/** Where things stand in the web bucket. Keys are paths of the public address; mails in readers' hands link to them. */

export const INDEX = 'index.html';
export const NOT_FOUND = '404.html';
export const ROBOTS = 'robots.txt';
export const ICON = 'favicon.svg';

export const editionKey = (id: string, language: string): string => `editions/${id}.${language}.html`;

/** What link previews show of an edition. */
export const pictureKey = (id: string, language: string): string => `editions/${id}.${language}.png`;

export const archiveKey = (language: string): string => `archive.${language}.html`;

/** The editions of a month (`YYYY-MM`), or the months of a year (`YYYY`). */
export const archivePartKey = (monthOrYear: string, language: string): string =>
  `archive/${monthOrYear}.${language}.html`;

export const feedKey = (language: string): string => `feed.${language}.atom`;

export const jsonFeedKey = (language: string): string => `feed.${language}.json`;

/** A story's own page, which stays while editions come and go. */
export const storyKey = (id: string, language: string): string =>
  `stories/${id.replaceAll(/[^A-Za-z0-9_-]/g, '')}.${language}.html`;

export const searchKey = (language: string): string => `search.${language}.html`;

/** The list of the shards of a language, and one edition's shard. */
export const searchIndexKey = (language: string): string => `search/index.${language}.json`;
export const searchShardKey = (id: string, language: string): string => `search/${id}.${language}.json`;

/** A route of the function behind `/reader/*`. */
export const SUBSCRIBE = 'reader/subscribe';

/** The form to report a mistake of a story as an edition tells it; an edition's id has no underscore. */
export const reportPath = (edition: string, story: string, language: string): string =>
  `reader/report/${edition}_${story.replaceAll(/[^A-Za-z0-9_-]/g, '')}?language=${language}`;

/** `#story-…` on an edition's page. */
export const storyAnchor = (id: string): string => `story-${id.replaceAll(/[^A-Za-z0-9_-]/g, '')}`;
