import { defineConfig } from '@playwright/test';
import { sites } from './testing/browser/sites';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  // There is one GPU, often emulated on the processor: concurrent tests would only slow each other down.
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  // An emulated GPU compiles the demo's shaders in about 15 s and generates a few tokens per second.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  webServer: Object.values(sites).map(({ port, base }) => ({
    command: `npx tsx tools/serve/cli.ts --port ${port} --base ${base}`,
    url: `http://127.0.0.1:${port}${base}`,
    reuseExistingServer: false,
  })),
});
