import { test } from '@playwright/test';
import { killOften } from '../helpers/kills.ts';

// `npm run test:long` kills 100 times.
test('8 kills of the page and of the browser leave a consistent library, and at most the last second of text is missing', async ({
  baseURL,
}) => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1e6);
  console.log(`Seed of the kills: ${seed}. SEED=${seed} repeats them.`);
  await killOften(`${baseURL}/`, 8, seed);
});
