import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';

/**
 * Why a request is not let in; undefined when it is. A page of a stranger can make a browser send requests here: under a
 * name of its own that leads to this machine (then `Host` is that name), or across origins (then `Origin` tells).
 * `admitted` are origins of other servers of this run.
 * https://developer.mozilla.org/docs/Glossary/DNS_rebinding
 */
export function refusalOf(
  headers: IncomingHttpHeaders,
  port: number,
  admitted: ReadonlySet<string> = new Set(),
): string | undefined {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  const host = headers.host?.toLowerCase() ?? '';
  if (!hosts.includes(host)) return 'This server answers to its own address alone.';
  const { origin } = headers;
  if (origin === undefined || admitted.has(origin) || hosts.some((own) => origin === `http://${own}`))
    return undefined;
  // Pages that tell nobody where their reader comes from (`Referrer-Policy: no-referrer`, as ours do) send forms so.
  if (origin === 'null' && headers['sec-fetch-site'] === 'same-origin') return undefined;
  return 'This server answers to its own pages alone.';
}

/** Puts the gate in front of everything that a server answers. To be called when it listens, before its first request. */
export function guardServer(server: Server, admitted: ReadonlySet<string> = new Set()): void {
  const inner = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const address = server.address();
    const port = address !== null && typeof address !== 'string' ? address.port : 0;
    const refused = refusalOf(request.headers, port, admitted);
    if (refused === undefined) {
      for (const listener of inner) listener.call(server, request, response);
      return;
    }
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
    response.end(`${refused}\n`);
    // What is still on its way of a refused body is nobody's.
    request.resume();
  });
}
