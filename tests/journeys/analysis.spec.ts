import { readFileSync } from 'node:fs';
import { expect, testOfDemo as test } from '../helpers/journey-test.ts';

const completion = readFileSync(new URL('../../src/app/demo/completion.txt', import.meta.url), 'utf8');

test('the analysis has a tab for each image, with its picture and its three tables', async ({ app }) => {
  await app.page.getByRole('tab', { name: 'Analysis' }).click();
  const people = [
    ['Mara', 'Biscuit'],
    ['Mara', 'Otto', 'Biscuit'],
    ['Mara', 'Otto the keeper', 'Biscuit'],
    ['Ines'],
    ['Mara', 'Otto', 'Biscuit the dog', 'Ines'],
    ['Mara', 'Otto', 'Biscuit', 'Ines'],
  ];
  for (const [i, names] of people.entries()) {
    await app.page.getByRole('tab', { name: `Image ${i + 1}`, exact: true }).click();
    await app.expectStage(i + 1);
    await expect(app.page.getByText(`Image ${i + 1} of 6 · frame-${i + 1}.webp`)).toBeVisible();
    const characters = app.page.getByRole('table', { name: 'Characters' });
    await expect(characters.locator('tr[data-row] td:nth-child(2)')).toHaveText(names);
    await expect(app.page.getByRole('table', { name: 'Objects' })).toBeVisible();
    await expect(app.page.getByRole('table', { name: 'Setting' })).toBeVisible();
  }
  await expect(app.page.getByRole('tab', { name: /^Image \d+$/ })).toHaveCount(6);
});

test('the narrative structure has a tab of its own', async ({ app }) => {
  await app.page.getByRole('tab', { name: 'Narrative structure' }).click();
  const table = app.page.getByRole('table', { name: 'Narrative structure' });
  await expect(table.getByRole('row')).toHaveCount(6);
  await expect(table.getByRole('row', { name: /^Turning Point/ })).toContainText('The light is held up');
});

test('the user can change the picture with the strip, the step buttons and the number in the margin', async ({
  app,
}) => {
  await app.tiles.nth(1).click();
  await app.expectStage(2);
  await expect(app.tiles.nth(1)).toHaveAttribute('aria-current', 'true');
  await app.page.getByRole('button', { name: 'Next image' }).click();
  await app.expectStage(3);
  await expect(app.page.getByRole('tab', { name: 'Image 3' })).toHaveAttribute('aria-selected', 'true');
  await app.page.getByRole('button', { name: 'Previous image' }).click();
  await app.expectStage(2);
  await app.page.getByRole('button', { name: 'Show image 5' }).click();
  await app.expectStage(5);
});

test('the raw completion is complete and coloured, and can be copied', async ({ app }) => {
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.showRaw();
  const raw = app.page.getByRole('region', { name: 'Raw completion' });
  const tag = raw.getByText('<think>');
  const heading = raw.getByText('## Image 1');
  const looks = await Promise.all(
    [tag, heading].map((piece) =>
      piece.evaluate((e) => `${getComputedStyle(e).color} ${getComputedStyle(e).fontWeight}`),
    ),
  );
  const plain = await raw.evaluate((e) => `${getComputedStyle(e).color} ${getComputedStyle(e).fontWeight}`);
  expect(new Set([...looks, plain]).size).toBe(3);

  await raw.focus();
  // Lines near the end are measured when they first appear, which moves the end further down.
  await expect(async () => {
    await app.page.keyboard.press('End');
    await expect(raw.getByText('You’d better write and tell them')).toBeVisible({ timeout: 500 });
  }).toPass();
  await app.page.getByRole('button', { name: 'Copy' }).click();
  await expect(app.page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(completion);
});
