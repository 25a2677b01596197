import { createHash } from 'node:crypto';

export interface Asset {
  readonly statusCode: 200;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const TYPES = {
  'style.css': 'text/css; charset=utf-8',
  'desk.js': 'text/javascript; charset=utf-8',
} as const;

/** Style and script hold nothing of anybody's, so they need no session. */
export function assetOf(path: string, templates: Readonly<Record<string, string>>): Asset | null {
  const name = path.replace(/^\/desk\//, '');
  if (name !== 'style.css' && name !== 'desk.js') return null;
  const body = templates[`desk/${name}`] ?? '';
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return {
    statusCode: 200,
    headers: {
      'content-type': TYPES[name],
      'cache-control': 'public, max-age=300',
      etag: `"${tag}"`,
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
