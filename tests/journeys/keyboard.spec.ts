import type { Page } from '@playwright/test';
import { frames } from '../helpers/journey-pictures.ts';
import { expect, test } from '../helpers/journey-test.ts';

/**
 * Presses Tab until an element of this role and name has the focus, as a user without a pointer does. Finding an element
 * by its name takes ten times as long as a press, so the result is reused for some presses, though the focus may change the
 * page on the way.
 */
async function tabTo(
  page: Page,
  role: 'button' | 'tab' | 'textbox' | 'separator',
  name: string | RegExp,
): Promise<void> {
  const wanted = page.getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) });
  let elements = await wanted.elementHandles();
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if (elements.length === 0 || presses % 10 === 9) elements = await wanted.elementHandles();
    const reached = await page.evaluate((all) => all.some((one) => one === document.activeElement), elements);
    if (reached) return;
  }
  throw new Error(`Tab does not come to ${role} ${String(name)}`);
}

test('the main task works by keyboard alone', async ({ app, page, replay }) => {
  const dialog = page.waitForEvent('filechooser');
  await tabTo(page, 'button', 'Add frames');
  await page.keyboard.press('Enter');
  await (await dialog).setFiles(frames(3));
  await app.expectFrames(['frame-1.png', 'frame-2.png', 'frame-3.png']);

  await test.step('sorts the frames and removes one', async () => {
    await tabTo(page, 'button', 'Frame 1: frame-1.png');
    await page.keyboard.press('End');
    await expect(app.button('Frame 3: frame-3.png')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(page.getByText('frame-3.png is over position 3 of 3.')).toBeAttached();
    await app.move('ArrowLeft', 'frame-3.png is over position 2 of 3.');
    await page.keyboard.press('Space');
    await app.expectFrames(['frame-1.png', 'frame-3.png', 'frame-2.png']);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Image 2 of 3 · frame-3.png')).toBeVisible();
  });

  await test.step('sets the server and generates', async () => {
    await tabTo(page, 'textbox', 'Server URL');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(replay.url);
    await tabTo(page, 'button', 'Generate');
    replay.set({ fault: { kind: 'queue' } });
    await page.keyboard.press('Enter');
    await expect(app.status).toContainText('waiting for the first word');
  });

  await test.step('stops, and generates again from where the focus is', async () => {
    await expect(app.stop).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(app.status).toHaveText(/^Stopped/);
    await expect(app.generate).toBeFocused();
    replay.set({ fault: null });
    await page.keyboard.press('Enter');
    await app.done();
  });

  await test.step('reads: a mention lights its boxes, Enter pins it, n goes to the next mention of the same identity, Escape clears the pin', async () => {
    await tabTo(page, 'button', 'Ines');
    await app.expectLit(['char1']);
    for (const words of ['watched', 'the clock tower', 'Tom', 'the kite', 'They']) {
      await page.keyboard.press('j');
      await expect(app.mention(words, 1)).toBeFocused();
    }
    await app.expectLit(['char1', 'char2']);
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.keyboard.press('n');
    await expect(app.mention('the boy', 2)).toBeFocused();
    await app.expectStage(2);
    await expect(page.getByText('Ines (char1) has no box in image 2.')).toBeVisible();
    await page.keyboard.press('Shift+N');
    await expect(app.mention('They', 1)).toBeFocused();
    await page.keyboard.press('n');
    await page.keyboard.press('Escape');
    await expect(page.getByText('Ines (char1) has no box in image 2.')).toBeHidden();
  });

  await test.step('goes through the images, finds one by its name, and opens the list of keys', async () => {
    await page.keyboard.press('End');
    await app.expectStage(3);
    await page.keyboard.press('ArrowLeft');
    await app.expectStage(2);
    await page.keyboard.press('Control+K');
    await expect(page.getByRole('combobox', { name: 'Find an image, an identity or a command' })).toBeFocused();
    await page.keyboard.type('frame-1');
    await page.keyboard.press('Enter');
    await app.expectStage(1);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  });

  await test.step('makes the story wider and zooms in', async () => {
    await tabTo(page, 'separator', 'Width of the story');
    const story = page.getByRole('region', { name: 'Story', exact: true });
    const width = async (): Promise<number> => (await story.boundingBox())?.width ?? 0;
    const before = await width();
    await page.keyboard.press('ArrowRight');
    await expect.poll(width).toBeGreaterThan(before);
    await tabTo(page, 'button', 'Zoom in');
    await page.keyboard.press('Enter');
    await page.keyboard.press('0');
  });

  await test.step('follows an identity through the matrix', async () => {
    await tabTo(page, 'tab', 'Analysis');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: 'Identities' })).toBeFocused();
    await expect(page.getByRole('grid')).toBeVisible();
    const cell = page.locator('[role=grid] :focus');
    for (let presses = 0; presses < 10 && (await cell.count()) === 0; presses++) await page.keyboard.press('Tab');
    await expect(cell).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Pinned identities' })).toBeVisible();
    await app.expectStage(3);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'Pinned identities' })).toBeHidden();
    await page.getByRole('tab', { name: 'Identities' }).focus();
    await page.keyboard.press('ArrowLeft');
  });

  await test.step('opens a box, the tables and the raw text', async () => {
    // Tab passes the story, in which a mention of image 2 had the focus last.
    await tabTo(page, 'button', 'Tom (char2), 100,90 to 220,310');
    await app.expectLit(['char2']);
    await tabTo(page, 'tab', 'Analysis');
    await tabTo(page, 'tab', 'Image 2');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: 'Image 3' })).toHaveAttribute('aria-selected', 'true');
    await app.expectStage(3);
    await page.keyboard.press('End');
    await expect(page.getByRole('table', { name: 'Narrative structure' })).toBeVisible();
    await page.keyboard.press('Home');
    await app.expectStage(1);
    await tabTo(page, 'button', 'char2');
    await app.expectLit(['char2']);
    await page.getByRole('tab', { name: 'Analysis' }).focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('region', { name: 'Raw completion' })).toBeVisible();
  });
});

test('an output can be opened by keyboard alone, and the focus returns', async ({ app, page }) => {
  await tabTo(page, 'button', 'Open an output');
  await page.keyboard.press('Enter');
  await expect(app.dialog).toBeVisible();
  await tabTo(page, 'textbox', 'Completion');
  await page.keyboard.insertText('<gdi image1>\n<gdo char1>Ines</gdo> slept.\n</gdi>\n');
  await tabTo(page, 'button', 'Show');
  await page.keyboard.press('Enter');
  await expect(app.dialog).toBeHidden();
  await expect(page.locator('[data-tag]')).toHaveText(['Ines']);
  await expect(page.locator(':focus')).not.toHaveCount(0);
});

test('the focus is always visible', async ({ app, page }) => {
  await app.openText('<think>\n## Image 1\n</think>\n<gdi image1>\n<gdo char1>Ines</gdo> slept.\n</gdi>\n');
  // The dialog moves the focus there once it has closed.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 15; presses++) {
    const focused = page.locator(':focus');
    if ((await focused.count()) > 0) {
      const name = await focused.evaluate((e) => e.getAttribute('aria-label') ?? e.textContent);
      await expect(focused, name).toHaveCSS('outline-style', /solid|auto/);
    }
    await page.keyboard.press('Tab');
  }
});
