import { ACCOUNT } from '../../stack/physical-names.ts';

const WRITES = new Set(['PUT', 'POST', 'DELETE']);

/** The object that a request is about. */
export interface Target {
  readonly bucket: string;
  readonly key: string;
  /** `/bucket/key` as sent: never parsed by URL, which would fold `../`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly versionId: string | null;
}

/** Undefined for a request about a bucket, or for the queues. */
export function objectOf(url: string): Target | undefined {
  const [path = '', search = ''] = url.split('?', 2);
  const [, bucket = '', ...rest] = path.split('/');
  // The SQS endpoint is `/`, its queue URLs `/000000000000/NAME`.
  if (rest.join('/') === '' || bucket === '' || bucket === ACCOUNT) return undefined;
  const query = new URLSearchParams(search);
  return { bucket, key: decodeURIComponent(rest.join('/')), path, query, versionId: query.get('versionId') };
}

/** Parts of a multipart upload and its beginning change no object yet; `POST ?delete` removes by body, which nothing here does. */
export function changesObject(method: string, query: URLSearchParams): boolean {
  if (!WRITES.has(method)) return false;
  if (method === 'POST') return query.has('uploadId');
  return !query.has('uploadId');
}
