import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type axeCore from 'axe-core';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/**
 * Checks the current state of the page with axe in each of these colour schemes. Returns one line for each violation.
 */
export async function findings(page: Page, state: string, schemes: readonly ('light' | 'dark')[]): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
    // In the dark scheme only the colours differ.
    const rules = colorScheme === 'light' ? {} : { runOnly: ['color-contrast'] };
    const violations = await page.evaluate(async (chosen) => {
      const { axe: runner } = globalThis as unknown as { axe: typeof axeCore };
      const results = await runner.run(document, { ...chosen, resultTypes: ['violations'] });
      return results.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, any, all, none }) => {
          const reasons = [...any, ...all, ...none].map(({ message }) => message);
          return `${id} at ${target.join(' ')}: ${reasons.join('; ')}`;
        }),
      );
    }, rules);
    found.push(...violations.map((violation) => `${state}, ${colorScheme}: ${violation}`));
  }
  return found;
}

/**
 * Waits until transitions and animations have ended, because the contrast of a changing colour means nothing. It polls
 * `playState`: the promise `finished` of an animation in a folded element never resolves.
 */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  // What depends on a size is rendered one frame after the size has been observed.
  await page.evaluate(
    async () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
}
