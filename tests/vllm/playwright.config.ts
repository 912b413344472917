import { defineConfig } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';

const { executablePath, args, env } = findChromium();

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/vllm',
  // One server generates at 80 to 100 tokens a second; a second server at the same time would halve that.
  workers: 1,
  fullyParallel: false,
  timeout: 480_000,
  // On an idle machine the whole suite takes a quarter of this.
  globalTimeout: 2_400_000,
  expect: { timeout: 30_000 },
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    contextOptions: { reducedMotion: 'no-preference' },
    launchOptions: { executablePath, args, env },
  },
});
