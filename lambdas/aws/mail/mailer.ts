import {
  GetSendQuotaCommand,
  SESClient,
  SESServiceException,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import type { CallResult } from '../../types.ts';
import { mask } from '../log.ts';
import { shortIdleAgents } from './short-idle.ts';

/** One mail for one reader. `tags` come back with every event about it. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly raw: Uint8Array;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Mailer {
  readonly send: (mail: Mail) => Promise<CallResult>;
  /** Mails a second that the account may send. */
  readonly rate: () => Promise<number>;
}

/** Milliseconds. Together far less than the time that a worker keeps back for one call. */
export const PATIENCE = { connectionTimeout: 3_000, requestTimeout: 15_000 } as const;

/**
 * SES v1. One try only: a second one after a time-out could mail the reader twice.
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
 */
export function mailer(
  configurationSet: string,
  patience: Readonly<Record<keyof typeof PATIENCE, number>> = PATIENCE,
  idle?: number,
): Mailer {
  const ses = new SESClient({
    maxAttempts: 1,
    requestHandler: { ...patience, ...shortIdleAgents(idle), throwOnRequestTimeout: true },
  });
  return {
    send: async (mail) => {
      try {
        const answer = await ses.send(
          new SendRawEmailCommand({
            Source: mail.from,
            Destinations: [mail.to],
            RawMessage: { Data: mail.raw },
            ConfigurationSetName: configurationSet,
            Tags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
          }),
        );
        return { kind: 'sent', messageId: answer.MessageId ?? '' };
      } catch (error) {
        return resultOf(error, mail);
      }
    },
    // A question may be asked twice; SES answers it once a second, and workers start side by side.
    // https://docs.aws.amazon.com/ses/latest/APIReference/API_GetSendQuota.html
    rate: async () =>
      (await new SESClient({ maxAttempts: 5 }).send(new GetSendQuotaCommand({}))).MaxSendRate ?? 1,
  };
}

const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestThrottled',
]);
/** What is wrong with this one mail. Every other refusal is about the account, its set-up or its rights. */
const ABOUT_THE_MAIL = new Set([
  'MessageRejected',
  'InvalidParameterValue',
  'InvalidParameterCombination',
  'MissingParameter',
  'ValidationError',
  'ValidationException',
]);
/** Errors of credentials and clocks that pass within a minute. */
const PASSING = /Expired|Skewed|RequestTime|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature/;
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CredentialsProviderError']);

/**
 * Whether SES names identities of the recipient's and none of the sender's: in its sandbox it wants the recipient verified as well, so that
 * the refusal concerns this one mail. https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
 */
function isOfRecipient(message: string, { from, to }: Pick<Mail, 'from' | 'to'>): boolean {
  const listed = /failed the check in region [\w-]+: (.+)/i.exec(message)?.[1]?.split(/,\s*/) ?? [];
  const named = [
    ...listed,
    ...[...message.matchAll(/:identity\/([^\s'"`,]+)/g)].map(([, name = '']) => name),
  ];
  const isOf = (address: string) => (name: string) =>
    address.toLowerCase() === name.toLowerCase() || address.toLowerCase().endsWith(`@${name.toLowerCase()}`);
  return named.length > 0 && named.every(isOf(bare(to))) && !named.some(isOf(bare(from)));
}

/** `Ana <ana@example.org>` and `ana@example.org` alike. */
const bare = (address: string) => /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address.trim();

/** What a failed call tells about the mail. Whatever is not surely a refusal is `unknown`. */
export function resultOf(error: unknown, mail?: Pick<Mail, 'from' | 'to'>): CallResult {
  const name = error instanceof Error ? error.name : 'Error';
  const message = error instanceof Error ? error.message : String(error);
  const reason = mask(`${name}: ${message}`).slice(0, 300);
  const code = (error as { code?: unknown } | null)?.code;
  if (NEVER_CONNECTED.has(name) || (typeof code === 'string' && NEVER_CONNECTED.has(code)))
    return { kind: 'not-now', reason };
  if (THROTTLED.has(name)) {
    return { kind: /daily|quota/i.test(message) ? 'stopped' : 'not-now', reason };
  }
  if (PASSING.test(name)) return { kind: 'not-now', reason };
  if (mail !== undefined && /^(MessageRejected|AccessDenied)/.test(name) && isOfRecipient(message, mail))
    return { kind: 'refused', reason };
  if (name === 'MessageRejected' && /not verified|paused|suspended/i.test(message))
    return { kind: 'stopped', reason };
  const status = error instanceof SESServiceException ? error.$metadata.httpStatusCode : undefined;
  if (status !== undefined && status >= 400 && status < 500) {
    return { kind: ABOUT_THE_MAIL.has(name) ? 'refused' : 'stopped', reason };
  }
  return { kind: 'unknown', reason };
}
