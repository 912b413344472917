import type { Page } from '@playwright/test';
import { App } from '../helpers/journey-app.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { recordStatus } from '../helpers/journey-status.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

test('the first page explains StoryLens and offers the demo and adding frames', async ({ app, page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('See what the model means.');
  await expect(page.getByLabel('Add frames')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Open an output' })).toBeInViewport();
  await expect(app.status).toHaveText('Ready');
  await expect(page.getByLabel('Server URL')).toHaveValue('http://localhost:8000/v1');
  await expect(page.getByLabel('Model', { exact: true })).toHaveValue('daniel3303/QwenStoryteller');
  await expect(page.getByLabel('API key')).toHaveValue('');
  await expect(page.getByLabel('Temperature')).toHaveValue('0.7');
  await expect(page.getByLabel('Top-p')).toHaveValue('0.9');
  await expect(page.getByLabel('Max tokens')).toHaveValue('8192');
  await expect(page.getByLabel('Prompt', { exact: true })).not.toBeEmpty();
  await expect(page.getByLabel('System prompt')).not.toBeEmpty();
});

test('the demo thinks box by box, then writes the story frame by frame, in real time', async ({ page }) => {
  await page.clock.install();
  const app = new App(page);
  await app.open();
  const statuses = await recordStatus(page);
  const growth = await recordGrowth(page);
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await app.leave();

  await expect(app.tiles).toHaveCount(6);
  await expect(app.stop).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Analysis' })).toHaveAttribute('aria-selected', 'true');
  await playUntil(app, 'Writing: image 1 of 6');
  await expect(page.locator('[data-tag]').first()).toHaveText('Mara');
  await expect(page.getByRole('button', { name: /^Thought for \d+ s$/ })).toHaveAttribute('aria-expanded', 'false');
  await playUntil(app, /^Done in \d\d s, 4,\d{3} tokens$/);
  await expect(app.generate).toBeVisible();
  await expect(app.alert).toHaveCount(0);
  const phases = (await statuses()).filter((status) => /image|narrative|Done/.test(status));
  const images = [1, 2, 3, 4, 5, 6];
  expect(phases).toEqual([
    ...images.map((image) => `Thinking: image ${image} of 6`),
    'Thinking: narrative structure',
    ...images.map((image) => `Writing: image ${image} of 6`),
    await app.status.textContent(),
  ]);
  await app.expectStage(6);
  // The rows appear one by one, each with its box, on the picture that the model analyses.
  for (const [i, rows] of [6, 9, 9, 6, 8, 9].entries()) {
    const seen = (await growth()).flatMap(([image, row, box]) => (image === i + 1 ? [[row, box]] : []));
    expect(seen.length, `image ${i + 1}`).toBeGreaterThan(3);
    expect(seen, `image ${i + 1}`).toEqual(seen.toSorted(([a = 0], [b = 0]) => a - b));
    expect(seen, `image ${i + 1}`).toContainEqual([rows, rows]);
  }
});

/** Advances the page's clock until the status has this text, in steps that are shorter than any phase. */
async function playUntil({ page, status }: App, text: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(250);
    await expect(status).toHaveText(text, { timeout: 1 });
  }).toPass({ intervals: [0] });
}

/** Records the current picture and its numbers of rows and boxes until the story begins; returns a function that reads them. */
async function recordGrowth(page: Page): Promise<() => Promise<number[][]>> {
  const seen = await page.evaluateHandle(() => {
    const found: number[][] = [];
    const count = (what: string) => document.querySelectorAll(what).length;
    const note = () => {
      if (count('[data-told]') > 0) return;
      const image = document.querySelector<HTMLElement>('[data-stage]')?.dataset['stage'];
      const now = [Number(image), count('tr[data-row]'), count('[data-box]')];
      if (image !== undefined && found.at(-1)?.join() !== now.join()) found.push(now);
    };
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
    return found;
  });
  return () => seen.jsonValue();
}

test('the user’s frames replace the frames of the demo, also while it plays', async ({ app, page }) => {
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await expect(app.tiles).toHaveCount(6);
  await app.add(frames(2));
  await app.expectFrames(['frame-1.png', 'frame-2.png']);
});

test('an opened output ends the demo and is not shown on the demo’s pictures', async ({ app, page }) => {
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await expect(page.locator('tr[data-row]')).not.toHaveCount(0);
  await app.openText(harbour);
  await expect(app.status).toHaveText('Opened from text');
  await expect(app.tiles).toHaveCount(0);
  await expect(page.getByText(/^Image 1 of 3 · no picture was given/)).toBeVisible();
  await expect(page.getByText('Mara')).toHaveCount(0);
});
