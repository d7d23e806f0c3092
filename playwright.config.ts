import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.spec.ts',
  // Of an app that was installed: scripts/installed.mjs.
  testIgnore: process.env.FORKSCOPE_INSTALLED === undefined ? ['**/installed.spec.ts'] : [],
  outputDir: 'test-results',
  // Each test drives a window of its own over the one process table of this computer: one at a time.
  workers: 1,
  // Real windows and real processes, on a computer that does other things too: what fails once is asked again.
  retries: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
});
