import { timingSafeEqual } from 'node:crypto';

/** What a request tells of where it came from. */
export interface RequestOrigin {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Who opened the connection to the function's address: an edge of CloudFront, or anybody who found the address. */
  readonly peer: string;
}

/** The header by which the distribution shows that a request came through it. CloudFront overwrites a viewer's own: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html */
export const DOOR_HEADER = 'x-communique-door';

/**
 * The networks that a request honestly came from, the narrowest first. `cloudfront-viewer-address` ("ADDRESS:PORT") is believed only beside the
 * distribution's own door value: a direct caller of the function can write any header, but cannot change the address of the connection.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
 */
export function networksOf({ headers, peer }: RequestOrigin, door: string): readonly string[] {
  const viewer = /^(.+):\d+$/.exec(headers['cloudfront-viewer-address'] ?? '')?.[1];
  return viewer !== undefined && isSame(headers[DOOR_HEADER] ?? '', door) ? networks(viewer) : networks(peer);
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * An IPv4 address as it is; of IPv6 the first 64 bits, since one customer has them all, and the first 48, which a site may have
 * (RFC 6177). Anything else counts as one network.
 */
function networks(address: string): readonly string[] {
  const mapped = /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return [mapped];
  const [head = '', tail] = address
    .replace(/^\[|\]$/g, '')
    .toLowerCase()
    .split('::', 2);
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...after];
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return ['unknown'];
  const padded = groups.map((group) => group.padStart(4, '0'));
  return [4, 3].map((count) => `${padded.slice(0, count).join(':')}::/${16 * count}`);
}
