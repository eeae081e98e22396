import { describe, expect, it } from 'vitest';
import { QuantizeThreads, type QuantizeAnswer, type QuantizeThread } from './quantizeThreads';

const answer = { words: new Uint32Array(), scales: new Uint16Array(), wrong: -1 };
const bytes = new Uint8Array(2);

/** Threads that answer when the test says so. */
function startThreads(count: number) {
  const jobs: ((value: QuantizeAnswer) => void)[] = [];
  const timers: (() => void)[] = [];
  let alive = 0;
  let started = 0;
  const create = (): QuantizeThread => {
    alive++;
    started++;
    return {
      run: () => new Promise((resolve) => jobs.push(resolve)),
      end: () => {
        alive--;
      },
    };
  };
  const setTimer = (run: () => void) => {
    timers.push(run);
    return () => timers.splice(timers.indexOf(run), 1);
  };
  const { quantize } = new QuantizeThreads(count, create, setTimer);
  return {
    run: () => quantize('BF16', bytes, 'q4f16_1'),
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
});
