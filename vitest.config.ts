import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,tools,testing,demo,compiler}/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: 'tools/test/setup.ts',
    // The suites are many small files of pure code; one thread per core is the fastest.
    pool: 'threads',
    // Some generate the demo's whole corpus, or compile shaders, perhaps on a slow machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
