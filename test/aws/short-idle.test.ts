import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from 'vitest';
import { shortIdleAgents } from '../../lambdas/aws/mail/short-idle.ts';

it('a connection without a call is closed by the client, and one with a slow call is not', async () => {
  let answer: () => void = () => undefined;
  const server = createServer((incoming, response) => {
    incoming.resume();
    answer = () => void response.end('taken');
    if (incoming.url === '/at-once') answer();
  });
  // Without an end of its own: whoever closes first is the client.
  server.keepAliveTimeout = 0;
  const connections: Socket[] = [];
  server.on('connection', (socket: Socket) => connections.push(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const { httpAgent: agent } = shortIdleAgents(30);
  const call = async (path: string) => {
    const [response] = await once(request({ port, path, agent, method: 'POST' }).end('mail'), 'response');
    response.resume();
    await once(response, 'end');
    return response.statusCode;
  };
  try {
    expect(await call('/at-once')).toBe(200);
    // The same connection, busy for far longer than a free one is kept.
    const slow = call('/slow');
    await once(server, 'request');
    setTimeout(() => answer(), 150);
    expect([await slow, connections.length]).toEqual([200, 1]);
    const [first] = connections;
    if (first !== undefined && !first.destroyed) await once(first, 'close');
    expect(await call('/at-once')).toBe(200);
    expect(connections).toHaveLength(2);
  } finally {
    agent.destroy();
    server.close();
  }
});
