import { frames } from '../helpers/journey-pictures.ts';
import { findings } from '../helpers/journey-axe.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

test('two runs are compared by keyboard, and a number leads to its boxes on the picture', async ({ app, page }) => {
  await app.add(frames(3));
  await app.expectFrames(['frame-1.png', 'frame-2.png', 'frame-3.png']);
  await app.openText(harbour);
  await expect(app.status).toHaveText('Opened from text');
  await app.openText(harbour.replace('40,60,180,300', '300,60,440,300'));
  await expect(page.getByRole('button', { name: 'Run 2 of 2' })).toBeVisible();

  await page.getByRole('tab', { name: 'Analysis' }).focus();
  for (const name of ['Identities', 'Audit', 'Numbers']) {
    await page.keyboard.press('ArrowRight');
    // The library's tabs move the focus a moment after the key.
    await expect(page.getByRole('tab', { name })).toBeFocused();
  }
  await page.getByRole('tab', { name: 'This run' }).focus();
  await page.keyboard.press('ArrowRight');
  const reference = page.getByRole('combobox', { name: 'Reference' });
  await expect(reference).toBeVisible();
  await reference.focus();
  await page.keyboard.type('Run 1');
  await expect(page.getByRole('table', { name: 'Scores' })).toBeVisible();

  await page.getByRole('button', { name: /^Character precision, frames compared:/ }).focus();
  await page.keyboard.press('Enter');
  const announcement = 'The boxes behind Character precision are listed below the table.';
  await expect(page.getByRole('log').getByText(announcement)).toBeAttached();
  const invented = page.getByRole('button', { name: /^Invented: char1/ });
  await invented.focus();
  await page.keyboard.press('Enter');
  await app.expectStage(1);
  await expect(app.stage.getByRole('img', { name: 'char1, invented' })).toBeVisible();
  await expect(app.stage.getByRole('img', { name: 'char1, missed' })).toBeVisible();
  await expect(invented).toBeFocused();

  await page.getByRole('checkbox', { name: /^Missed/ }).focus();
  await page.keyboard.press('Space');
  await expect(app.stage.getByRole('img', { name: 'char1, missed' })).toBeHidden();
  expect(await findings(page, 'a comparison', ['light', 'dark'])).toEqual([]);
});
