/** Three kinds of test: unit (Node), dom (components in jsdom), browser (real Chromium: workers, IndexedDB). */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChrome } from './scripts/find-chrome.mjs';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Emulated boards run slower than real ones when every core is at work.
          testTimeout: 20_000,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/long/**'],
          // As Node itself imports packages. A proxy around their exports would double the time of every emulated instruction.
          deps: { interopDefault: false },
        },
      },
      {
        plugins: [
          svelte({
            dynamicCompileOptions: ({ filename }) => (filename.includes('node_modules') ? undefined : { runes: true }),
          }),
          svelteTesting(),
        ],
        test: { name: 'dom', environment: 'jsdom', include: ['tests/**/*.dom.ts'] },
      },
      {
        optimizeDeps: { include: ['dexie', 'xlsx', 'comlink'] },
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChrome() ?? '/usr/bin/chromium', args: CHROMIUM_ARGS },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
