import { test } from '@playwright/test';
import { killOften } from '../helpers/kills.ts';

test('100 kills of the page and of the browser leave a consistent library, and at most the last second of text is missing', async ({
  baseURL,
}) => {
  test.setTimeout(30 * 60_000);
  const seed = Number(process.env['SEED'] ?? Date.now() % 1e6);
  console.log(`Seed of the kills: ${seed}. SEED=${seed} repeats them.`);
  await killOften(`${baseURL}/`, 100, seed);
});
