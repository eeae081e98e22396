import { defineConfig } from 'vitest/config';
import whole from '../../vitest.config';

/**
 * The suites that judge mutants: those of the rooms that are mutated. Others load their modules in the middle
 * of a test, which then counts as the only one that covers what a module computes as it is read.
 */
export default defineConfig({
  ...whole,
  test: {
    ...whole.test,
    include: ['src/{core,engine,models}/**/*.test.ts', 'src/state/models.test.ts'],
  },
});
