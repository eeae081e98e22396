import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comesBack,
  cuts,
  mutated,
  smallestFiles,
  targetsOf,
} from '../../testing/documents/mutations';
import { pitfalls } from '../../testing/documents/pitfalls';
import { sourceFile } from '../../testing/documents/realFiles';
import { sampled, seed } from '../../tools/test/cases';

const seconds = 1000;

describe.each(Object.entries(pitfalls))('.%s', (extension, signs) => {
  const files =
    extension === 'txt'
      ? [sourceFile('a.txt', 'One line.\r\n\r\nTwo lines,\nand more.\n\n  Three.\n')]
      : smallestFiles(extension, 3);
  const [smallest] = files;
  const targets = files.flatMap(targetsOf);

  it(
    'is refused or comes back, whatever is changed in it',
    { timeout: sampled(1800, 60) * seconds },
    async () => {
      await fc.assert(fc.asyncProperty(mutated(targets, signs), comesBack), {
        ...{ numRuns: sampled(10_000, 100), seed },
      });
    },
  );

  it(
    'is refused or comes back, wherever it is cut',
    { timeout: sampled(1800, 60) * seconds },
    async () => {
      expect(smallest).toBeDefined();
      const parts = smallest === undefined ? [] : targetsOf(smallest);
      for (const part of parts) {
        for (const file of cuts(part, sampled(Infinity, Math.ceil(100 / parts.length)))) {
          await comesBack(file);
        }
      }
    },
  );
});
