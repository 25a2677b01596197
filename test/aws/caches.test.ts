import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startInvalidations } from '../../infra/local/emulators/cloudfront/invalidations.ts';
import { caches } from '../../lambdas/aws/caches.ts';
import { resolverOf, smallStack } from '../local/small-stack.ts';
import { heldLog } from './log-lines.ts';

let cloudFront: Awaited<ReturnType<typeof startInvalidations>>;
let id = '';
beforeAll(async () => {
  heldLog();
  cloudFront = await startInvalidations();
  const { stack, remove } = smallStack({ Web: { Type: 'AWS::CloudFront::Distribution' } });
  remove();
  const resolver = resolverOf([stack]);
  cloudFront.create(resolver);
  id = resolver.all('AWS::CloudFront::Distribution')[0]?.ref ?? '';
  const own = { AWS_ENDPOINT_URL_CLOUDFRONT: cloudFront.origin, AWS_REGION: 'eu-central-1' };
  const key = { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };
  for (const [name, value] of Object.entries({ ...own, ...key })) vi.stubEnv(name, value);
});
afterAll(async () => {
  await cloudFront.close();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('CloudFront is told of everything in one path, and once by one name', async () => {
  expect(await caches(id, () => 'first').forget()).toBe(true);
  expect(await caches(id, () => 'first').forget()).toBe(true);
  expect(await caches(id, () => 'second').forget()).toBe(true);
  expect(cloudFront.paths).toEqual(['/*', '/*']);
});

it('what CloudFront refuses is told, and stops nobody', async () => {
  expect(await caches('another', () => 'third').forget()).toBe(false);
  expect(cloudFront.paths).toHaveLength(2);
});
