import { defineConfig } from '@playwright/test';
import { findChromium } from '../scripts/chromium.mjs';

const { executablePath, args, env } = findChromium();

export default defineConfig({
  outputDir: '../test-results',
  workers: 2,
  projects: [
    { name: 'journeys', testDir: 'journeys' },
    // For `npm run test:long`: what takes many runs or large files to show.
    { name: 'long', testDir: 'long', testMatch: '**/*.spec.ts' },
  ],
  // Patient with a machine that stands still for a while; what is there is seen at once. No single wait may take longer than
  // this; a journey of 30 steps, 10 s on an idle machine, took 33 s while 16 other processes wanted its 2 cores.
  expect: { timeout: 15_000 },
  timeout: 120_000,
  // A journey that passes at the second try has found a fault.
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  // What a newcomer gets by `npm start`: the built page, with its content security policy, on any free port.
  webServer: {
    command: 'node ../scripts/start.mjs --port 0 --server none',
    wait: { stdout: /StoryLens is at (?<storylens_address>\S+)/ },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
  use: {
    // Playwright puts what the server said into the environment; the workers, which start later, find it there.
    baseURL: process.env['STORYLENS_ADDRESS'] ?? '',
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'no-preference' },
    launchOptions: { executablePath, args, env },
  },
});
