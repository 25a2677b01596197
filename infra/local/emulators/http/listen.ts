import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { guardServer } from './gate.ts';

export interface Listening {
  readonly port: number;
  readonly origin: string;
  /** Ends open connections too: a kept-alive socket must not keep the run alive. */
  close(): Promise<void>;
}

/** Opens a server on 127.0.0.1, on `port` or any free one, behind the gate that keeps strangers' pages out. @throws Error when the port is taken. */
export async function listen(server: Server, port = 0): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done());
  });
  guardServer(server);
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server did not say where it listens.');
  return {
    port: address.port,
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
