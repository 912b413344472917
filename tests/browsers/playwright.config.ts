import { defineConfig } from '@playwright/test';
import type { Choice } from './test.ts';

// For `npm run test:browsers`. Playwright runs the tests and serves the page; its own browsers are not used.
export default defineConfig<object, Choice>({
  testDir: '.',
  outputDir: '../../test-results/browsers',
  workers: 2,
  projects: [
    { name: 'firefox', use: { engine: 'firefox' } },
    { name: 'webkit', use: { engine: 'webkit' } },
  ],
  expect: { timeout: 20_000 },
  timeout: 120_000,
  globalTimeout: 900_000,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  webServer: {
    command: 'node ../../scripts/start.mjs --port 0 --server none',
    wait: { stdout: /StoryLens is at (?<storylens_address>\S+)/ },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
  use: { baseURL: process.env['STORYLENS_ADDRESS'] ?? '' },
});
