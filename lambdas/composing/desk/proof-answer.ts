import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { answerProof } from '../../approval/proof-page.ts';
import { sendByOf } from '../../approval/send-by.ts';
import type { Bucket } from '../../aws/archive.ts';
import { log } from '../../aws/log.ts';
import { decisionLog } from '../../aws/stores/decision-log.ts';
import type { Table } from '../../aws/table.ts';
import type { deskWriter } from '../../desk/page.ts';
import type { DeskEvent } from '../../desk/request.ts';
import { type Editor, roleOf } from '../../desk/session.ts';
import type { Keys } from '../../reader/keys.ts';
import type { Settings } from '../../types.ts';

export interface ProofServices {
  readonly archive: Bucket;
  readonly table: Table;
  readonly keys: () => Promise<Keys>;
  readonly editors: readonly Editor[];
  readonly settings: Settings;
  readonly write: ReturnType<typeof deskWriter>;
  readonly now: () => number;
}

const PREFIX = '/desk/proof/';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-language': 'en',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
} as const;

/**
 * What a link of a proof leads to. The link itself says who decides, so that it needs no session; a GET changes nothing. Null for
 * every other path.
 */
export async function proofAnswer(
  event: DeskEvent,
  services: ProofServices,
): Promise<APIGatewayProxyStructuredResultV2 | null> {
  const { rawPath } = event;
  if (!rawPath.startsWith(PREFIX)) return null;
  const { method } = event.requestContext.http;
  if (!['GET', 'HEAD', 'POST'].includes(method))
    return { statusCode: 405, headers: { ...HEADERS, allow: 'GET, HEAD, POST' } };
  const { archive, table, editors, settings, write, now } = services;
  const keys = await services.keys();
  const slots = decisionLog(archive, table);
  const page = await answerProof(rawPath.slice(PREFIX.length).split('/'), method, {
    keys,
    now,
    roleOf: (code) => roleOf(code, editors, keys),
    draft: slots.draft,
    sendBy: (slot) => sendByOf(slot, settings),
    log: slots,
  });
  if (method === 'POST') log('info', 'A decision was asked for.', { status: page.status, title: page.title });
  const view = { ...page, action: rawPath };
  return { statusCode: page.status, headers: HEADERS, body: write({ name: 'decide', view }) };
}
