import { describe, expect, test } from 'vitest';
import { networksOf } from '../../lambdas/reader/subscription/networks.ts';

const DOOR = 'arn:aws:cloudformation:eu-central-1:1:stack/S/0d1f';
const behind = (viewer: string) =>
  networksOf(
    { headers: { 'cloudfront-viewer-address': viewer, 'x-communique-door': DOOR }, peer: '198.51.100.9' },
    DOOR,
  );

describe('where a request came from', () => {
  test.each([
    ['192.0.2.7:4711', ['192.0.2.7']],
    ['2001:db8:1:2:3:4:5:6:4711', ['2001:0db8:0001:0002::/64', '2001:0db8:0001::/48']],
    ['2001:db8::1:4711', ['2001:0db8:0000:0000::/64', '2001:0db8:0000::/48']],
    ['[2001:DB8:1:2::9]:4711', ['2001:0db8:0001:0002::/64', '2001:0db8:0001::/48']],
    ['::1:4711', ['0000:0000:0000:0000::/64', '0000:0000:0000::/48']],
    ['::ffff:192.0.2.7:4711', ['192.0.2.7']],
    ['nonsense:1', ['unknown']],
    ['1:2:3:4:5:6:7:8:9:10', ['unknown']],
  ])('behind the distribution %s is %j', (viewer, network) => {
    expect(behind(viewer)).toEqual(network);
  });

  test.each([
    ['without the door', { 'cloudfront-viewer-address': '192.0.2.7:1' }],
    ['with another door', { 'cloudfront-viewer-address': '192.0.2.7:1', 'x-communique-door': `${DOOR}0` }],
    ['with an empty door', { 'cloudfront-viewer-address': '192.0.2.7:1', 'x-communique-door': '' }],
    ['with the door and no address', { 'x-communique-door': DOOR }],
    ['with other headers', { 'x-forwarded-for': '192.0.2.7', forwarded: 'for=192.0.2.7' }],
  ])('%s it is who opened the connection', (_, headers) => {
    expect(networksOf({ headers, peer: '198.51.100.9' }, DOOR)).toEqual(['198.51.100.9']);
  });
});
