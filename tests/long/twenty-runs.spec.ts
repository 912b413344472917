import type { CDPSession } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';
import { frames } from '../helpers/journey-pictures.ts';
import { expect, test } from '../helpers/journey-test.ts';

// Code that V8 compiles ever better counts as heap, and was most of what came with each run (0.5 MB in 20). Without its
// compilers the heap is what the page holds.
const { executablePath, args, env } = findChromium();
test.use({
  launchOptions: { executablePath, env, args: [...args, '--js-flags=--no-opt --no-sparkplug --no-maglev'] },
});

interface Weight {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** What the page holds on to, after its garbage has been taken away. */
async function weigh(session: CDPSession): Promise<Weight> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

// Runs of each kind leave their own things behind: what is shared by all has come with the first three.
const WARM = 3;
const RUNS = 20;
const MOST = 1.1;

test('after twenty runs in one page it holds as much as after three', async ({ app, page, replay }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await app.tell(frames(3), replay.url);
  await app.done();
  const weights: Weight[] = [];
  for (let run = 1; run <= RUNS; run++) {
    await test.step(`run ${run}`, async () => {
      const asked = replay.requests.filter(({ method }) => method === 'POST').length;
      await page.getByRole('button', { name: 'Regenerate', exact: true }).click();
      await expect.poll(() => replay.requests.filter(({ method }) => method === 'POST').length).toBe(asked + 1);
      await app.done();
      await expect(page.locator('[data-tag]')).toHaveCount(12);
      weights.push(await weigh(session));
    });
  }
  const [third, last] = [weights[WARM - 1]!, weights.at(-1)!];
  expect(last.heap / third.heap).toBeLessThan(MOST);
  expect(last.nodes / third.nodes).toBeLessThan(MOST);
  expect(last.listeners / third.listeners).toBeLessThan(MOST);
  await session.detach();
});
