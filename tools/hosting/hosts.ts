import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { installPackages, succeeds } from '../programs';
import { listen } from '../serve/listen';

/** A server that runs by one of the recipes, as Debian has it. */
export interface Host {
  readonly program: string;
  readonly package: string;
  /** The command line that serves `site` at a port of this machine; `scratch` is a folder for its own files. */
  readonly command: (site: string, port: number, scratch: string) => readonly string[];
}

const recipe = (name: string) => new URL(`../../hosting/${name}`, import.meta.url);

const nginx: Host = {
  program: 'nginx',
  package: 'nginx-light',
  command(site, port, scratch) {
    const server = readFileSync(recipe('nginx.conf'), 'utf8')
      .replace('listen 8080;', `listen 127.0.0.1:${port};`)
      .replace('root /usr/share/nginx/html;', `root ${site};`);
    const file = join(scratch, 'nginx.conf');
    const own = `user root; daemon off; pid ${scratch}/pid; error_log stderr; events {}`;
    writeFileSync(file, `${own} http { access_log off;\n${server}}\n`);
    return ['nginx', '-c', file];
  },
};

const caddy: Host = {
  program: 'caddy',
  package: 'caddy',
  command: (site, port, scratch) => [
    ...['env', `ADDRESS=http://127.0.0.1:${port}`, `ROOT=${site}`, `HOME=${scratch}`],
    ...['caddy', 'run', '--adapter', 'caddyfile', '--config', fileURLToPath(recipe('Caddyfile'))],
  ],
};

export const hosts: readonly Host[] = [nginx, caddy];

/** Installs the host's program where it is missing. @throws Error when that is not possible. */
export function ensureHost({ program, package: name }: Host): void {
  if (!succeeds('which', program)) installPackages([name]);
}

/** Serves a folder for as long as `use` takes; gives it the address. @throws Error when it does not start. */
export async function withHost<T>(
  host: Host,
  site: string,
  scratch: string,
  use: (address: string) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const [program = '', ...args] = host.command(site, port, scratch);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  try {
    const address = `http://127.0.0.1:${port}`;
    await answers(address, () => child.exitCode !== null).catch(() => {
      throw new Error(`${host.program} does not start:\n${said}`);
    });
    return await use(address);
  } finally {
    child.kill();
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const TRIES = 100;

async function answers(address: string, hasEnded: () => boolean): Promise<void> {
  for (let i = 0; i < TRIES && !hasEnded(); i++) {
    try {
      await fetch(address);
      return;
    } catch {
      await pause(100);
    }
  }
  throw new Error(`nobody answers at ${address}`);
}
