import { pictureKey } from './address.ts';

/** Something to stand in the web bucket under the public address. */
export interface WebObject<Body extends string | Uint8Array = string> {
  readonly key: string;
  readonly body: Body;
  readonly contentType: string;
  readonly cacheControl: string;
}

export const HTML = 'text/html; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';
export const CACHE = {
  /** Whatever holds a source's words: what is taken down is gone from every cache within five minutes. */
  words: 'public, max-age=300',
  /** Named by its content. */
  forever: 'public, max-age=31536000, immutable',
  rarely: 'public, max-age=86400',
};

/** What link previews show: it holds a source's words, so it is cached like a page. */
export function pictureObject(id: string, language: string, png: Uint8Array): WebObject<Uint8Array> {
  return { key: pictureKey(id, language), body: png, contentType: 'image/png', cacheControl: CACHE.words };
}
