import type { ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as PlainAgent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Milliseconds that a connection is kept without a call: far less than any server keeps one, so that none is closed while a call sets out on it. */
export const IDLE_MS = 1_500;

/**
 * Agents for calls that must not be made twice: a server that closes an idle connection in the moment in which it is used again leaves a
 * call of which nobody knows whether it was made. Here the client closes first.
 * https://nodejs.org/api/http.html#agentkeepsocketalivesocket
 */
export function shortIdleAgents(idle = IDLE_MS): {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: SecureAgent;
} {
  return {
    httpAgent: withShortIdle(new PlainAgent({ keepAlive: true }), idle),
    httpsAgent: withShortIdle(new SecureAgent({ keepAlive: true }), idle),
  };
}

function withShortIdle<T extends HttpAgent>(agent: T, idle: number): T {
  const keep = agent.keepSocketAlive.bind(agent);
  const reuse = agent.reuseSocket.bind(agent);
  agent.keepSocketAlive = (socket: Duplex) => {
    const isKept = keep(socket);
    // The agent itself destroys a free connection whose time is over.
    if (socket instanceof Socket) socket.setTimeout(idle);
    return isKept;
  };
  agent.reuseSocket = (socket: Duplex, request: ClientRequest) => {
    if (socket instanceof Socket) socket.setTimeout(0);
    reuse(socket, request);
  };
  return agent;
}
