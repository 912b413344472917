import type { CDPSession } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';
import { frames } from '../helpers/journey-pictures.ts';
import { expect, test } from '../helpers/journey-test.ts';

// V8 counts optimised code as heap, and recompiled code was most of the growth per run (0.5 MB in 20 runs). With the
// compilers turned off, the heap contains only what the page keeps.
const { executablePath, args, env } = findChromium();
test.use({
  launchOptions: { executablePath, env, args: [...args, '--js-flags=--no-opt --no-sparkplug --no-maglev'] },
});

interface Memory {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Measures the memory of the page after a garbage collection. */
async function measure(session: CDPSession): Promise<Memory> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

// The first runs fill caches that all later runs share, so the third run is the reference.
const WARM_UP = 3;
const RUNS = 20;
const LIMIT = 1.1;

test('after twenty runs the page uses at most 10 % more memory than after three', async ({ app, page, replay }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await app.tell(frames(3), replay.url);
  await app.done();
  const measured: Memory[] = [];
  for (let run = 1; run <= RUNS; run++) {
    await test.step(`run ${run}`, async () => {
      const before = replay.requests.filter(({ method }) => method === 'POST').length;
      await page.getByRole('button', { name: 'Regenerate', exact: true }).click();
      await expect.poll(() => replay.requests.filter(({ method }) => method === 'POST').length).toBe(before + 1);
      await app.done();
      await expect(page.locator('[data-tag]')).toHaveCount(12);
      measured.push(await measure(session));
    });
  }
  const [third, last] = [measured[WARM_UP - 1]!, measured.at(-1)!];
  expect(last.heap / third.heap).toBeLessThan(LIMIT);
  expect(last.nodes / third.nodes).toBeLessThan(LIMIT);
  expect(last.listeners / third.listeners).toBeLessThan(LIMIT);
  await session.detach();
});
