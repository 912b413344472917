import { findings } from '../helpers/journey-axe.ts';
import { expect, test } from '../helpers/journey-test.ts';

test('the audit works by keyboard alone, from the first finding to the last verdict', async ({ app, page }) => {
  await page.clock.install();
  await app.open();
  await app.playDemo();
  const said = page.getByRole('log', { name: 'Announcements' });
  const walk = page.getByRole('region', { name: 'Walk over the audit' });
  await page.keyboard.press('e');
  await expect(walk).toContainText('Walk 1 of 43');
  await expect(said).toContainText('1 of 43: From frame 1 to 2 the box of lm1');
  const found = await findings(page, 'the walk', ['light']);

  await test.step('a note, then a verdict for each entry', async () => {
    await walk.getByRole('textbox', { name: 'Note' }).focus();
    await page.keyboard.type('The scene changes.');
    await page.keyboard.press('Enter');
    for (let entry = 1; entry < 43; entry++) {
      await page.keyboard.press(entry % 5 === 0 ? '4' : '1');
      await expect(walk).toContainText(`Walk ${entry + 1} of 43`);
    }
    await page.keyboard.press('3');
    await expect(said).toContainText('Wrong identity. No further entry. 43 of 43 entries judged.');
    await page.keyboard.press('Escape');
    await expect(walk).toBeHidden();
  });

  await test.step('the counts and the first note', async () => {
    await page.getByRole('tab', { name: 'Analysis' }).focus();
    await page.keyboard.press('ArrowRight');
    // The library's tabs move the focus a moment after the key.
    await expect(page.getByRole('tab', { name: 'Identities' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText('43 of 43 judged: 34 right, 1 wrong identity, 8 invented')).toBeVisible();
    // The list is where the walk ended. Home leads to its first row, which is rendered then.
    const rows = page.getByRole('group', { name: 'Entries of the audit' }).getByRole('button');
    await rows.last().focus();
    await page.keyboard.press('Home');
    await expect(rows.first()).toBeFocused();
    await expect(rows.first()).toHaveText(/^Note: From frame 1 to 2 the box of lm1/);
    await page.keyboard.press('Enter');
    await expect(walk.getByRole('textbox', { name: 'Note' })).toHaveValue('The scene changes.');
    await expect(walk.getByRole('button', { name: 'Right', pressed: true })).toBeVisible();
  });
  found.push(...(await findings(page, 'the list', ['dark'])));
  expect(found).toEqual([]);
});
