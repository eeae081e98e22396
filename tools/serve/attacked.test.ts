import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random';
import { exchange, pick, rawRequest } from '../../testing/server/rawRequests';
import { makeTinyCheckpoint } from '../../testing/tinyCheckpoint';
import { convertTiny } from '../../testing/tinyPackage';
import { sampled, seed } from '../test/cases';

/*
 * Both servers as users start them, in processes of their own, so that what ends them cannot be mistaken for
 * anything else. Requests are drawn by the seed, and meanwhile their folders change.
 */

const root = mkdtempSync(join(tmpdir(), 'attacked-'));
const site: Record<string, string> = {
  'index.html': '<title>shell</title>',
  'assets/app-1a2b.js': 'export {}',
  'models/shard.bin': '0123456789',
};

interface Attacked {
  readonly folder: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly base: string;
  readonly command: readonly string[];
}

const servers: Record<string, Attacked> = {
  site: {
    folder: join(root, 'site'),
    files: site,
    base: '/a/',
    command: ['tools/serve/cli.ts', '--folder', join(root, 'site'), '--base', '/a/'],
  },
  packages: {
    folder: join(root, 'package'),
    files: await convertTiny(makeTinyCheckpoint(), {}),
    base: '/resolve/main/',
    command: ['tools/weights/cli.ts', 'serve', join(root, 'package'), '--json'],
  },
};

function restore({ folder, files }: Attacked): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** What may happen to a file while it is served. */
const changes: readonly ((place: string) => void)[] = [
  () => undefined,
  (place) => mkdirSync(place),
  (place) => symlinkSync('/etc/passwd', place),
  (place) => symlinkSync(join(root, 'nowhere'), place),
  (place) => symlinkSync(place, place),
  (place) => symlinkSync('/dev/zero', place),
  (place) => void execFileSync('mkfifo', [place]),
];

function change(place: string, random: () => number): void {
  if (random() < 0.2) appendFileSync(place, 'more');
  else if (random() < 0.2) truncateSync(place, 1);
  else {
    rmSync(place, { recursive: true });
    pick(random, changes)(place);
  }
}

/** Resolves to the port once the server says where it is. */
async function start({ command }: Attacked): Promise<[ChildProcess, number]> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...command, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  for await (const text of child.stdout as AsyncIterable<Buffer>) {
    said += text.toString();
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (port !== undefined) return [child, Number(port)];
  }
  throw new Error(`it did not start: ${said}`);
}

beforeAll(() => Object.values(servers).forEach(restore));
afterAll(() => rmSync(root, { recursive: true }));

const REQUESTS = sampled(20_000, 400);
const AT_A_TIME = 16;

describe.each(Object.keys(servers))('the server of %s', (name) => {
  const server = servers[name]!;
  let child: ChildProcess;
  let port: number;

  beforeAll(async () => {
    [child, port] = await start(server);
  });

  afterAll(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });

  const paths = [...Object.keys(server.files).map((file) => server.base + file), server.base];

  async function expectSound(): Promise<void> {
    expect([child.exitCode, child.signalCode]).toEqual([null, null]);
    for (const [file, content] of Object.entries(server.files)) {
      const response = await fetch(`http://127.0.0.1:${port}${server.base}${file}`);
      // The server of packages has its files by their tags, and these have changed.
      if (name === 'packages' && response.status === 500) continue;
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(content));
    }
  }

  async function attack(random: () => number): Promise<void> {
    const requests = Array.from({ length: AT_A_TIME }, () => rawRequest(random, paths));
    await Promise.all(requests.map((bytes) => exchange(port, bytes, random)));
  }

  it(`outlives ${REQUESTS} requests`, { timeout: 600_000 }, async () => {
    const random = seededRandom(seed);
    for (let i = 0; i < REQUESTS; i += AT_A_TIME) await attack(random);
    await expectSound();
  });

  it('and as many while its files change', { timeout: 600_000 }, async () => {
    const random = seededRandom(seed + 1);
    for (let i = 0; i < REQUESTS; i += AT_A_TIME) {
      restore(server);
      for (const file of Object.keys(server.files)) {
        if (random() < 0.5) change(join(server.folder, file), random);
      }
      await attack(random);
    }
    restore(server);
    await expectSound();
  });
});
