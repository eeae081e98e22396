import { expect, it, vi } from 'vitest';
import { measureBandwidth } from './bandwidth';
import type { Memory } from './memory';

const never = new AbortController().signal;

function scripted(clock: Memory['clock'], secondsOf: (times: number) => number) {
  const asked: number[] = [];
  const memory: Memory = {
    bytes: 1000,
    clock,
    read: (times) => {
      asked.push(times);
      return Promise.resolve(secondsOf(times));
    },
    close: vi.fn(),
  };
  return { memory, asked };
}

it('reads until a run is long enough for its clock, then takes the median', async () => {
  const { memory, asked } = scripted('gpu', (times) => times * 0.01);
  const bandwidth = await measureBandwidth(memory, never);
  expect(asked).toEqual([1, 2, 4, 8, 8, 8, 8, 8, 8]);
  expect(bandwidth.bytesPerSecond).toBeCloseTo(1000 / 0.01);
  expect(bandwidth).toMatchObject({ bufferBytes: 1000, clock: 'gpu' });
  expect(bandwidth.samples).toHaveLength(5);
});

it('wants longer runs where the page has to keep the time', async () => {
  const { memory, asked } = scripted('wall', (times) => times * 0.01);
  await measureBandwidth(memory, never);
  expect(asked[asked.length - 1]).toBe(32);
});

it('one slow run does not count', async () => {
  let run = 0;
  const { memory } = scripted('gpu', () => (++run === 3 ? 50 : 1));
  expect((await measureBandwidth(memory, never)).bytesPerSecond).toBeCloseTo(1000);
});

it('a clock that stands still ends it, too', async () => {
  const { memory, asked } = scripted('gpu', () => 1e-9);
  await measureBandwidth(memory, never);
  expect(Math.max(...asked)).toBe(4096);
});

it('reads no more once it is stopped', async () => {
  const controller = new AbortController();
  const { memory, asked } = scripted('gpu', () => {
    controller.abort();
    return 1;
  });
  await expect(measureBandwidth(memory, controller.signal)).rejects.toThrow();
  expect(asked).toHaveLength(1);
});
