import { expect, it } from 'vitest';
import { limitReads } from './limitReads';

it('lets as many reads through as it may, and the rest in their order', async () => {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const files = limitReads(
    {
      stat: () => Promise.resolve(undefined),
      read: async (file) => {
        started.push(file);
        await new Promise<void>((resolve) => ends.set(file, resolve));
        if (file === 'b') throw new Error('broken');
        return new Uint8Array();
      },
    },
    () => limit,
  );
  let limit = 2;
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  const reads = ['a', 'b', 'c', 'd'].map((file) => files.read(file, 0, 1));
  const settled = Promise.allSettled(reads);
  await turn();
  expect(started).toEqual(['a', 'b']);
  limit = 1;
  ends.get('a')!();
  await turn();
  expect(started).toEqual(['a', 'b']);
  limit = 3;
  ends.get('b')!();
  await turn();
  expect(started).toEqual(['a', 'b', 'c', 'd']);
  ends.get('c')!();
  ends.get('d')!();
  expect((await settled).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
});
