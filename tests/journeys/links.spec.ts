import { copyFileSync, mkdirSync } from 'node:fs';
import { App } from '../helpers/journey-app.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { expect, listen, test } from '../helpers/journey-test.ts';

// A link leads to a place, and Back and Forward step through the places that the user went to.

for (const source of ['from a server', 'from disk'] as const) {
  test(`the page ${source}: Back and Forward step through frames, library and sequences; a copied link opens its place`, async ({
    browser,
    baseURL,
    replay,
  }, info) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const complaints = listen(page);
    let address = baseURL ?? '';
    if (source === 'from disk') {
      mkdirSync(info.outputDir, { recursive: true });
      const file = info.outputPath('storylens.html');
      copyFileSync(new URL('../../dist/storylens.html', import.meta.url), file);
      address = `file://${file}`;
    }
    await page.goto(address);
    const app = new App(page);
    await app.tell(frames(3), replay.url);
    await app.done();
    await expect.poll(() => page.url()).toMatch(/#s=\w+&run=\w+$/);

    await app.tiles.nth(2).click();
    await expect.poll(() => page.url()).toMatch(/&frame=3$/);
    await app.button('Library').click();
    await expect.poll(() => page.url()).toMatch(/#library$/);
    await app.button('Library').click();
    await app.button('New').click();
    await expect(page.getByRole('heading', { name: 'See what the model means.' })).toBeVisible();
    await page.goBack();
    await app.expectStage(3);
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible();
    await page.goForward();
    await app.expectStage(3);

    // A page over plain http has no clipboard to write to, and no permission.
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Find an image/ }).fill('copy link');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Message' })).toContainText('Link copied.');
    await app.button('Library').click();
    const search = page.getByRole('searchbox');
    await search.press('Control+v');
    const link = await search.inputValue();
    expect(link).toMatch(/#s=\w+&run=\w+&frame=3$/);
    await page.close();

    const other = await context.newPage();
    const otherComplaints = listen(other);
    await other.goto(link);
    await expect(new App(other).status).toHaveText(/^Done/);
    await new App(other).expectStage(3);

    await other.goto(`${address}#s=not-here`);
    await expect(other.getByRole('region', { name: 'Message' })).toContainText(
      'The library of this browser does not have this sequence.',
    );
    expect([...complaints, ...otherComplaints]).toEqual([]);
    await context.close();
  });
}
