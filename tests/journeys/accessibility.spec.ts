import { findings } from '../helpers/journey-axe.ts';
import { frames, textFile } from '../helpers/journey-pictures.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(sizes)) {
  // A narrow screen has the same colours as a wide one, so dark is checked on one of them only.
  const schemes = size === 'wide' ? (['light', 'dark'] as const) : (['light'] as const);
  test.describe(`on a ${size} screen`, () => {
    test.use({ viewport });

    test('axe finds nothing before the story, in the dialogs and in the setup', async ({ app, page, replay }) => {
      const found: string[] = [];
      const check = async (state: string) => found.push(...(await findings(page, state, schemes)));
      await check('empty');
      await app.generate.click();
      await expect(app.alert).toBeVisible();
      await check('no frames');
      await app.add([...frames(2), textFile('notes.txt', 'no picture')]);
      await expect(app.tiles).toHaveCount(2);
      await expect(app.alert).toBeVisible();
      await check('frames ready, one file rejected');
      await app.openDialog();
      await check('the dialog');
      await app.dialog.getByRole('button', { name: 'Show' }).click();
      await expect(app.alert).toBeVisible();
      await check('the dialog with a complaint');
      await page.keyboard.press('Escape');
      await page.getByLabel('Server URL').fill(`${replay.url}/`);
      await page.getByLabel('Temperature').fill('hot');
      await check('a wrong setting');
      await page.getByLabel('Temperature').fill('0.7');
      replay.set({ apiKey: 'sesame' });
      await app.generate.click();
      await expect(app.alert).toContainText('The server needs an API key.');
      await check('failed');
      expect(found).toEqual([]);
    });

    test('axe finds nothing during the thinking, during the story and afterwards', async ({ app, page, replay }) => {
      const found: string[] = [];
      const check = async (state: string) => found.push(...(await findings(page, state, schemes)));
      replay.set({ fault: { kind: 'stall', after: { chars: harbour.indexOf('## Image 3') } } });
      await app.tell(frames(3), replay.url);
      await expect(app.status).toHaveText('Thinking: image 2 of 3');
      await check('thinking');
      await app.stop.click();
      await expect(page.getByRole('main').getByText('You stopped the model.')).toBeVisible();
      await check('stopped');

      replay.set({ fault: { kind: 'stall', after: { chars: harbour.indexOf('lost sight') } } });
      await app.generate.click();
      await expect(app.mention('she', 2)).toBeVisible();
      await check('telling');
      replay.resume();
      await app.done();
      await check('done');
      await app.mention('They', 1).click();
      await app.expectLit(['char1', 'char2']);
      await check('pinned');
      await app.mention('she', 2).hover();
      await expect(page.getByText('The nearest box is in image')).toBeVisible();
      await check('one from elsewhere');
      await app.leave();
      await page.getByRole('tab', { name: 'Analysis' }).click();
      await check('analysis');
      await page.getByRole('tab', { name: 'Narrative structure' }).click();
      await check('narrative structure');
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Identities' }).click();
      await page.locator('[data-matrix] [data-entity="char2"]').first().click();
      await expect(page.getByRole('region', { name: 'Pinned identities' })).toBeVisible();
      await check('identities, and the card of one');
      await page.getByRole('tab', { name: 'Numbers' }).click();
      await page.getByRole('button', { name: 'Of actions' }).click();
      await page.getByRole('button', { name: 'Persistence of entities as a table' }).click();
      await expect(page.getByRole('list', { name: 'Cases: Of actions' })).toBeVisible();
      await check('numbers, with the cases of one');
      await app.showRaw();
      await expect(page.getByRole('region', { name: 'Raw completion' })).toBeVisible();
      await check('raw');
      await page.keyboard.press('Control+K');
      await expect(page.getByRole('combobox', { name: 'Find an image, an identity or a command' })).toBeFocused();
      await page.keyboard.type('colour');
      await expect(page.getByRole('option', { name: 'Colour by kind' })).toBeVisible();
      await check('the palette');
      await page.keyboard.press('Enter');
      await check('coloured by kind');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      await check('the list of keys');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Hold this picture' }).click();
      await page.getByRole('button', { name: 'Boxes', exact: true }).click();
      await check('a held picture, and the choice of boxes');
      await page.keyboard.press('Escape');
      if (size === 'wide') {
        await page.getByRole('button', { name: 'Picture', exact: true }).click();
        await check('the picture folded away');
        await page.getByRole('button', { name: 'Picture', exact: true }).click();
      }
      await page.getByRole('button', { name: 'Setup' }).click();
      await check('setup over a story');
      expect(found).toEqual([]);
    });

    test('nothing is wider than the screen, in any view', async ({ app, page, replay }) => {
      await app.tell(frames(3), replay.url);
      await app.done();
      await app.expectStage(3);
      const parts = page.locator('header, main, [data-stage], [role="tabpanel"], form').filter({ visible: true });
      const check = async (view: string) => {
        const edges = await parts.evaluateAll((all) =>
          all.map((part) => Math.round(part.getBoundingClientRect().right)),
        );
        expect(Math.max(...edges), view).toBeLessThanOrEqual(viewport.width);
      };
      await check('story');
      await page.getByRole('tab', { name: 'Analysis' }).click();
      await check('analysis');
      await page.getByRole('tab', { name: 'Numbers' }).click();
      await expect(page.getByRole('region', { name: 'Mentions' })).toBeVisible();
      await check('numbers');
      await app.showRaw();
      await check('raw');
      await page.getByRole('button', { name: 'Setup' }).click();
      await check('setup');
    });
  });
}
