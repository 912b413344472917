import axe from 'axe-core';
import { afterEach, beforeEach, expect } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { painted } from '../helpers/app.tsx';

/** Every test of the file sees the page as index.html has it, light and wide at first, and nothing in motion. */
export function steadyPage(): void {
  // What index.html says and the page of the test runner does not; and without it, half of a fade would be measured.
  const still = document.createElement('style');
  still.textContent = '* { animation: none !important; transition: none !important }';
  beforeEach(() => {
    document.documentElement.lang = 'en';
    document.title = 'StoryLens';
    document.head.append(still);
  });
  afterEach(async () => {
    still.remove();
    await page.viewport(1280, 800);
    await prefer('light');
  });
}

export async function prefer(scheme: 'light' | 'dark'): Promise<void> {
  const features = [{ name: 'prefers-color-scheme', value: scheme }];
  await cdp().send('Emulation.setEmulatedMedia', { features });
  expect(matchMedia(`(prefers-color-scheme: ${scheme})`).matches).toBe(true);
}

/** What axe finds, in a line each. In dark it looks at the colours only, as nothing else is another there. */
export async function findings(): Promise<string[]> {
  await document.fonts.ready;
  await painted();
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    ...(dark && { runOnly: ['color-contrast'] }),
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}
