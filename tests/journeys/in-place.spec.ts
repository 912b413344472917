import { frames, textFile } from '../helpers/journey-pictures.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

// The page must show each error where the user can see it.

const longStory = `<gdi image1>\n${'It rained all day. '.repeat(400)}\n</gdi>\n`;

test('a narrow screen shows a failure in every view', async ({ app, page, replay }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  replay.set({ fault: { kind: 'stall', after: { chars: harbour.indexOf('held <gdo obj1>') } } });
  await app.tell(frames(3), replay.url);
  await expect(app.mention('Tom', 1)).toBeVisible();
  await page.getByRole('tab', { name: 'Analysis' }).click();
  await replay.close();
  await expect(app.status).toHaveText(/^Failed after/);
  await expect(app.alert).toBeVisible();
});

test('a failure at the end of a long story is visible from where the user is reading', async ({
  app,
  page,
  replay,
}) => {
  const text = `<gdi image1>\n${'It rained all day. '.repeat(300)}<gdo char1>Ines</gdo> waited`;
  replay.set({ text, fault: { kind: 'stall', after: { chars: text.length } } });
  await app.tell(frames(1), replay.url);
  await expect(app.mention('Ines', 1)).toBeInViewport();
  await replay.close();
  await expect(app.alert).toContainText('broke while the answer was arriving.');
  await expect(app.alert).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeInViewport();
});

test('the error about an invalid setting is visible, also with a long story', async ({ app, page, replay }) => {
  replay.set({ text: longStory });
  await app.tell(frames(1), replay.url);
  await app.done();
  await page.getByRole('region', { name: 'Story' }).focus();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Setup' }).click();
  await page.getByLabel('Temperature').fill('3');
  await app.generate.click();
  await expect(app.alert).toBeInViewport();
  // The story is still there.
  await expect(page.getByText('It rained all day.')).toBeVisible();
});

test('the error about an unusable file is visible, also with a long story', async ({ app, page, replay }) => {
  replay.set({ text: longStory });
  await app.tell(frames(1), replay.url);
  await app.done();
  await page.getByRole('region', { name: 'Story' }).focus();
  await page.keyboard.press('End');
  await app.add([textFile('notes.txt', 'no picture')]);
  await expect(app.alert).toBeInViewport();
});
