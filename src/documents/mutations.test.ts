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

const small = sourceFile('a.txt', 'One line.\r\n\r\nTwo lines,\nand more.\n\n  Three.\n');
const timeout = sampled(3_600_000, 60_000);

describe.each(Object.entries(pitfalls))('.%s', (extension, signs) => {
  const files = extension === 'txt' ? [small] : smallestFiles(extension, 2);
  const [smallest = []] = files.map(targetsOf);
  const isOfParts = smallest.length > 1;

  it('is refused or comes back, whatever is changed in it', { timeout }, async () => {
    const property = fc.asyncProperty(mutated(files.flatMap(targetsOf), signs), comesBack);
    await fc.assert(property, { numRuns: sampled(10_000, isOfParts ? 40 : 100), seed });
  });

  it('is refused or comes back, wherever it is cut', { timeout }, async () => {
    expect(smallest).not.toEqual([]);
    for (const part of smallest) {
      for (const file of cuts(part, sampled(Infinity, isOfParts ? 3 : 100))) await comesBack(file);
    }
  });
});
