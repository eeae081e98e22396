import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Somebody elsewhere who listens, and is told by whatever gets out of the page. */
export interface Canary {
  /** Of http, and of whatever else speaks over TCP. */
  readonly port: number;
  readonly udpPort: number;
  /** The first line of each connection; empty for one that said nothing, as a preconnected one. */
  readonly heard: string[];
  close(): void;
}

export async function openCanary(): Promise<Canary> {
  const heard: string[] = [];
  const tcp = createServer((socket) => {
    const at = heard.push('') - 1;
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      heard[at] = data.toString('latin1').split('\r\n')[0] ?? '';
      socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
    });
  });
  const udp = createSocket('udp4');
  udp.on('message', () => heard.push('datagram'));
  await Promise.all([
    new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve)),
    new Promise<void>((resolve) => udp.bind(0, '0.0.0.0', resolve)),
  ]);
  return {
    port: (tcp.address() as AddressInfo).port,
    udpPort: udp.address().port,
    heard,
    close: () => {
      tcp.close();
      udp.close();
    },
  };
}
