import type { IncomingMessage } from 'node:http';

/** More was sent than the server takes. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** A request's whole body; of a larger one the rest is left unread, so that it can still be answered. @throws BodyTooLarge beyond `most` bytes. */
export async function readBody(request: IncomingMessage, most = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > most) throw new BodyTooLarge(`A body has at most ${most} bytes here.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
