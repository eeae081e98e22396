import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '../serve/listen';
import { findPackages } from '../serve/packages';
import { createPackageServer } from '../serve/packageServer';
import { readArguments, readNumber } from './arguments';
import type { Command } from './report';

export function parseServe(args: readonly string[]): Command | undefined {
  const parsed = readArguments(args, {
    port: { type: 'string', default: '4174' },
    host: { type: 'string', default: '127.0.0.1' },
    verify: { type: 'boolean', default: false },
  });
  if (parsed === undefined) return undefined;
  const { subject: folder, values } = parsed;
  const { host, verify, json } = values;
  const port = readNumber(values.port);
  if (!(port <= 65_535) || host === '') return undefined;
  return {
    json,
    run: async (console, signal) => {
      const files = await findPackages(folder, verify ? 'hashes' : 'sizes');
      const server = createPackageServer(files);
      await listen(server, port, host);
      const address = addressOf(server);
      if (json) console.result(JSON.stringify({ address }));
      const bases = new Set([...files.keys()].map((path) => path.replace(/[^/]*$/, '')));
      console.say([`Packages are at ${address} (stop with Ctrl+C):`, ...bases].join('\n  '));
      await ended(server, signal);
      return undefined;
    },
  };
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function ended(server: Server, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      server.close(() => resolve());
      server.closeAllConnections();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}
