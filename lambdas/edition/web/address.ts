/** Where things stand in the web bucket. Keys are paths of the public address; mails in readers' hands link to them. */

export const INDEX = 'index.html';
export const NOT_FOUND = '404.html';
export const ROBOTS = 'robots.txt';
export const ICON = 'favicon.svg';

export const editionKey = (id: string, language: string): string => `editions/${id}.${language}.html`;

export const archiveKey = (language: string): string => `archive.${language}.html`;

export const feedKey = (language: string): string => `feed.${language}.atom`;

/** A route of the function behind `/reader/*`. */
export const SUBSCRIBE = 'reader/subscribe';

/** `#story-…` on an edition's page. */
export const storyAnchor = (id: string): string => `story-${id.replaceAll(/[^A-Za-z0-9_-]/g, '')}`;
