import { defineConfig } from 'vitest/config';
import whole from '../../vitest.config';

/** The suites that judge mutants: those beside the code. */
export default defineConfig({
  ...whole,
  test: { ...whole.test, include: ['src/**/*.test.ts'] },
});
