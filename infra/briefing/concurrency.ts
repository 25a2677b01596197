import * as v from 'valibot';
import { group, whole } from './values.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: new accounts begin with fewer than 1,000. */
const ACCOUNT = { least: 10, most: 100_000 } as const;
const reserved = v.optional(whole('runs at once', 1, 10_000));
/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const UNRESERVED = 100;

export const Concurrency = v.pipe(
  group({
    account: whole('runs at once', ACCOUNT.least, ACCOUNT.most),
    reserved: v.optional(
      group({ intake: reserved, compose: reserved, deliver: reserved, subscribe: reserved, desk: reserved }),
    ),
  }),
  v.forward(
    v.check(
      ({ account, reserved: kept }) => kept === undefined || account - sum(Object.values(kept)) >= UNRESERVED,
      ({ input: { account, reserved: kept } }) =>
        `takes ${sum(Object.values(kept ?? {}))} of ${account}; Lambda wants ${UNRESERVED} left for all functions without a share of their own`,
    ),
    ['reserved'],
  ),
);

const sum = (values: readonly (number | undefined)[]) =>
  values.reduce<number>((all, one) => all + (one ?? 0), 0);
