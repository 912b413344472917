import { harbour } from '../fixtures/harbour.ts';
import { App } from '../helpers/journey-app.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { configure, lastPost, picturesOf } from '../helpers/journey-requests.ts';
import { expect, listen, test } from '../helpers/journey-test.ts';

// Nothing is lost when the page is closed.

const IN_STORY = harbour.indexOf('</gdi>') + 40;

test('a run that is interrupted by a crash is there on return, and Continue goes on byte for byte', async ({
  app,
  replay,
  page,
}) => {
  configure(replay, { fault: { kind: 'stall', after: { chars: IN_STORY } } });
  await app.tell(frames(3), replay.url);
  await expect(app.status).toHaveText(/^Thinking|^Writing/);
  await expect.poll(() => lastPost(replay).sent.length).toBe(IN_STORY);
  await app.expectArrived(IN_STORY);
  const broken = lastPost(replay);
  // The text is saved once a second, or when the page is hidden.
  await expect.poll(() => savedLength(page)).toBe(IN_STORY);
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => null);
  await gone;

  const back = await page.context().newPage();
  const complaints = listen(back);
  const again = new App(back);
  await back.goto('/');
  await expect(again.status).toHaveText('Interrupted: the page was closed');
  await expect(again.tiles).toHaveCount(3);
  configure(replay, {});
  await again.button('Continue').click();
  await again.done();
  const rest = lastPost(replay);
  expect(rest).not.toBe(broken);
  expect(picturesOf(rest)).toEqual(picturesOf(broken));
  expect(rest.body.messages.slice(0, 2)).toEqual(broken.body.messages);
  await again.expectCompletion(harbour);
  expect(complaints).toEqual([]);
});

test('New keeps a sequence in the library, where it is found, renamed, deleted and brought back', async ({
  app,
  replay,
  page,
}) => {
  await app.tell(frames(2), replay.url);
  await app.done();
  await app.button('New').click();
  await expect(page.getByRole('heading', { name: 'See what the model means.' })).toBeVisible();
  await app.button('Library').click();
  const list = page.getByRole('list', { name: 'Sequences' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText('2 frames · 1 run · QwenStoryteller');

  await page.getByRole('searchbox').fill('no such words');
  await expect(list.getByRole('listitem')).toHaveCount(0);
  await page.getByRole('searchbox').fill('ines');
  await expect(list.getByRole('listitem')).toHaveCount(1);

  await list.getByRole('button', { name: /^Rename/ }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('At the quay');
  await page.keyboard.press('Enter');
  await list.getByRole('button', { name: 'Duplicate At the quay' }).click();
  await page.getByRole('searchbox').fill('');
  await expect(app.button('At the quay (copy)')).toBeVisible();

  await list.getByRole('button', { name: 'Delete At the quay', exact: true }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await app.button('Undo').click();
  await expect(list.getByRole('listitem')).toHaveCount(2);

  const download = page.waitForEvent('download');
  await app.button('Export all').click();
  expect((await download).suggestedFilename()).toBe('library.storylens.zip');

  await page.reload();
  await app.button('At the quay').click();
  await expect(app.status).toHaveText(/^Done/);
  await expect(app.tiles).toHaveCount(2);
});

/** The length of the longest completion in the database of the page. */
async function savedLength(page: App['page']): Promise<number> {
  return page.evaluate(
    async () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('storylens');
        opening.addEventListener('error', () => reject(opening.error ?? new Error('No database')));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const reading = database.transaction('runs').objectStore('runs').getAll();
          reading.addEventListener('success', () => {
            database.close();
            const runs: readonly { readonly completion: string }[] = reading.result;
            resolve(Math.max(0, ...runs.map(({ completion }) => completion.length)));
          });
        });
      }),
  );
}
