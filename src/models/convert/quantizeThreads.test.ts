import { describe, expect, it } from 'vitest';
import type { QuantizedSlice } from '../../core/quantize/quantize';
import type { FromWorker, WorkerPort } from '../../rpc/protocol';
import { QuantizeThreads } from './quantizeThreads';

const answer = { words: new Uint32Array(), scales: new Uint16Array(), wrong: -1 };
const bytes = new Uint8Array(2);

/** Threads that answer, or end with the words, when the test says so. */
function startThreads(count: number) {
  const jobs: ((value: QuantizedSlice | string) => void)[] = [];
  const timers: (() => void)[] = [];
  let alive = 0;
  let started = 0;
  const startWorker = (): WorkerPort => {
    alive++;
    started++;
    let tell: (message: FromWorker) => void;
    let crash: (detail: string) => void;
    return {
      post: ({ id }) =>
        jobs.push((value) => {
          if (typeof value === 'string') crash(value);
          else tell({ type: 'result', id, result: { slice: value, spent: bytes.buffer } });
        }),
      listen: (...listeners) => ([tell, crash] = listeners),
      terminate: () => {
        alive--;
      },
    };
  };
  const setTimer = (run: () => void) => {
    timers.push(run);
    return () => timers.splice(timers.indexOf(run), 1);
  };
  const transfer = () => [];
  const threads = new QuantizeThreads(count, { startWorker, transfer, setTimer });
  return {
    run: () => threads.quantize('BF16', bytes, 'q4f16_1'),
    close: () => threads.close(),
    jobs,
    timers,
    alive: () => alive,
    started: () => started,
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('threads that quantize', () => {
  it('are as many as there is work, and never more than they may be', async () => {
    const threads = startThreads(2);
    expect(threads.alive()).toBe(0);
    const runs = [threads.run(), threads.run(), threads.run()];
    await turn();
    expect([threads.alive(), threads.jobs.length]).toEqual([2, 2]);
    threads.jobs.shift()!(answer);
    await turn();
    expect([threads.alive(), threads.jobs.length]).toEqual([2, 2]);
    for (const resolve of threads.jobs) resolve(answer);
    expect(await Promise.all(runs)).toEqual([answer, answer, answer]);
    expect(threads.started()).toBe(2);
  });

  it('end when there has been nothing to do for a while', async () => {
    const threads = startThreads(2);
    const run = threads.run();
    await turn();
    threads.jobs.shift()!(answer);
    await run;
    expect([threads.alive(), threads.timers.length]).toEqual([1, 1]);
    threads.timers[0]!();
    expect(threads.alive()).toBe(0);
    void threads.run();
    await turn();
    expect(threads.alive()).toBe(1);
  });

  it('fail with words, and make room for a new one', async () => {
    const threads = startThreads(1);
    const failing = threads.run();
    const waiting = threads.run();
    await turn();
    threads.jobs.shift()!('the thread could not be started');
    await expect(failing).rejects.toMatchObject({ code: 'internal' });
    await turn();
    threads.jobs.shift()!(answer);
    expect(await waiting).toBe(answer);
    expect([threads.alive(), threads.started()]).toEqual([1, 2]);
  });

  it('go on with the one that has just worked', async () => {
    const threads = startThreads(2);
    for (let at = 0; at < 3; at++) {
      const run = threads.run();
      await turn();
      threads.jobs.shift()!(answer);
      await run;
    }
    expect(threads.started()).toBe(1);
    threads.close();
    expect([threads.alive(), threads.timers.length]).toEqual([0, 0]);
  });

  it('that are closed end, with what they do and what waits for them, and start no more', async () => {
    const threads = startThreads(2);
    const [done, ...runs] = [threads.run(), threads.run(), threads.run(), threads.run()];
    await turn();
    threads.jobs.shift()!(answer);
    expect(await done).toBe(answer);
    threads.close();
    for (const run of [...runs, threads.run()]) {
      await expect(run).rejects.toMatchObject({ code: 'aborted' });
    }
    expect([threads.alive(), threads.started(), threads.timers.length]).toEqual([0, 2, 0]);
  });
});
