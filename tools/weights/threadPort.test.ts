import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors';
import { connect, connectOnDemand } from '../../src/rpc/connect';
import type { Command } from '../../src/rpc/protocol';
import { threadPort } from './threadPort';

interface Toy {
  readonly fill: Command<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>;
  readonly wait: Command<string, never, string>;
  readonly exit: Command<number, never>;
  readonly throw: Command<string, never>;
}

/** Node reads no TypeScript in a thread, so the handlers are words of JavaScript. */
const program = `
  const { parentPort } = require('node:worker_threads');
  const here = ${JSON.stringify(pathToFileURL(import.meta.filename).href)};
  const files = ['../../src/rpc/serve.ts', './threadPort.ts'];
  import('tsx/esm/api')
    .then(({ tsImport }) => Promise.all(files.map((file) => tsImport(file, here))))
    .then(([{ serve, transferred }, { parentThreadPort }]) => serve({
      fill: (bytes) => transferred(bytes.fill(7), [bytes.buffer]),
      wait: (text, { signal, emit }) => new Promise((_, reject) => {
        emit(text);
        signal.addEventListener('abort', () => reject(new Error('stopped ' + text)));
      }),
      exit: (code) => process.exit(code),
      throw: (words) => new Promise(() => setTimeout(() => { throw new RangeError(words); })),
    }, parentThreadPort(parentPort)));
`;

const workers: Worker[] = [];

function startThread(): Worker {
  const worker = new Worker(program, { eval: true });
  workers.push(worker);
  return worker;
}

afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.terminate())));

const crash = (detail: string) => new AppError('internal', { detail: `ended: ${detail}` });

describe('a thread of Node', () => {
  it('takes buffers, and gives them back', async () => {
    const client = connect<Toy>(threadPort(startThread()), { crash });
    const bytes = new Uint8Array(3);
    const filled = client.call('fill', bytes, { transfer: [bytes.buffer] });
    expect(bytes).toHaveLength(0);
    expect(await filled).toEqual(Uint8Array.of(7, 7, 7));
  });

  it('does two things at once, of which one can be stopped', async () => {
    const client = connect<Toy>(threadPort(startThread()), { crash });
    const [one, two] = [new AbortController(), new AbortController()];
    const events: string[] = [];
    const wait = (text: string, { signal }: AbortController) =>
      client.call('wait', text, { signal, onEvent: (event) => events.push(event) });
    const calls = [wait('one', one), wait('two', two)];
    await expect.poll(() => events, { timeout: 20_000 }).toEqual(['one', 'two']);
    two.abort();
    const words = (text: string) => ({ data: { detail: `Error: stopped ${text}` } });
    await expect(calls[1]).rejects.toMatchObject(words('two'));
    one.abort();
    await expect(calls[0]).rejects.toMatchObject(words('one'));
  });

  it.each([
    ['throw', 'too much', 'too much'],
    ['exit', 3, 'exit 3'],
  ] as const)('that ends by %s fails what is open, and another one goes on', async (...ending) => {
    const [name, params, detail] = ending;
    const client = connectOnDemand<Toy>(() => threadPort(startThread()), crash);
    const open = client.call('wait', 'for nothing');
    const failed = expect(open).rejects.toEqual(crash(detail));
    await expect(client.call(name, params as never)).rejects.toEqual(crash(detail));
    await failed;
    expect(await client.call('fill', new Uint8Array(1))).toEqual(Uint8Array.of(7));
    expect(workers).toHaveLength(2);
  });

  it('that is closed ends, which is no crash', async () => {
    const worker = startThread();
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    const lost: AppError[] = [];
    const client = connect<Toy>(threadPort(worker), { crash, onLost: (error) => lost.push(error) });
    const open = client.call('wait', '');
    client.close(new AppError('aborted'));
    await expect(open).rejects.toMatchObject({ code: 'aborted' });
    await ended;
    expect(lost).toEqual([]);
  });
});
