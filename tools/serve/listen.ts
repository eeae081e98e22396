import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Starts a server, on a free port of this machine unless told otherwise; returns the port.
 *
 * @throws Error that says why it cannot listen there. What fails later, such as one connection for want of
 *   memory, is written down and ends nothing.
 */
export async function listen(server: Server, port = 0, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(new Error(`Cannot listen on port ${port} of ${host}: ${error.message}`));
    });
    server.listen(port, host, resolve);
  });
  server.removeAllListeners('error').on('error', ({ message }) => console.error(message));
  return (server.address() as AddressInfo).port;
}
