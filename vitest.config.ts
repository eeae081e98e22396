import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,tools,demo,compiler}/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: 'tools/test/setup.ts',
    // The suites are many small files of pure code; one thread per core is the fastest.
    pool: 'threads',
    // Some generate the demo's whole corpus, or compile shaders, on whatever machine there is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
