/** End-to-end tests: the built page, the real relay and, on Linux, the real Web Serial API on a pty. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'serial-bench/**/*.spec.ts'],
  outputDir: 'test-results/e2e',
  // One browser at a time: two would fight for the processor, and these tests are about what arrives when.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
});
