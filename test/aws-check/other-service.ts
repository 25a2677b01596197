import { randomUUID } from 'node:crypto';

/** The services that tests reach by the SDK, as `npm run aws-check` names them in `CHECK_ENDPOINT_…`. */
export type Service = 'dynamodb' | 's3' | 'ses' | 'sqs';

/** Where another implementation of a service runs already, to be asked instead of our emulator; undefined in a plain test run. */
export const otherService = (service: Service): string | undefined =>
  process.env[`CHECK_ENDPOINT_${service.toUpperCase()}`];

/** That one is shared by all test files: names must differ. */
const RUN = randomUUID().slice(0, 8);

export const nameAt = (other: string | undefined, name: string): string =>
  other === undefined ? name : `${name}-${RUN}`;
