import { IN_STORY } from '../fixtures/early-ends.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { configure } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

// What differs between browsers, keyboards and the ways in which a page is served.

test('letter keys work by position on a Cyrillic keyboard', async ({ app }) => {
  await app.openText(
    '<think>\n## Image 1\n### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n' +
      '| char1 | Ann | 1,2,30,40 |\n| char2 | Tom | 41,2,60,40 |\n</think>\n' +
      '<gdi image1><gdo char1>Ann</gdo> greets <gdo char2>Tom</gdo>.</gdi>',
  );
  const press = async (key: string, code: string, shiftKey = false): Promise<void> =>
    app.page.evaluate(
      (init) => void document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true })),
      { key, code, shiftKey },
    );
  await press('о', 'KeyJ');
  await app.expectLit(['char1']);
  await press('о', 'KeyJ');
  await app.expectLit(['char2']);
  await press('л', 'KeyK');
  await app.expectLit(['char1']);
  await press(',', 'Slash', true);
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await press('؟', 'Slash', true);
  await expect(app.page.getByRole('dialog')).toBeVisible();
});

test('a text is copied without permission for the clipboard', async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read']);
  await app.openText(harbour);
  await app.page.evaluate(() => {
    navigator.clipboard.writeText = async () => Promise.reject(new DOMException('No', 'NotAllowedError'));
  });
  await app.showRaw();
  const panel = app.page.getByRole('tabpanel', { name: 'Raw' });
  await panel.getByRole('button', { name: 'Copy' }).click();
  await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(harbour);
});

test('the browser asks before the page is left while a model writes, and not afterwards', async ({ app, replay }) => {
  const asks = async (): Promise<boolean> =>
    app.page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await asks()).toBe(false);
  configure(replay, { fault: { kind: 'stall', after: { chars: IN_STORY } } });
  await app.tell(frames(3), replay.url);
  await app.expectArrived(IN_STORY);
  expect(await asks()).toBe(true);
  replay.resume();
  await app.done();
  expect(await asks()).toBe(false);
});

test('printing gives the whole story with its pictures, in light colours', async ({ app, replay }) => {
  await app.tell(frames(3), replay.url);
  await app.done();
  await app.page.setViewportSize({ width: 1000, height: 400 });
  await app.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const story = app.page.getByRole('group', { name: 'Frames of the story' });
  await expect(story.locator('section')).toHaveCount(3);
  const pictures = story.locator('img');
  await expect(pictures).toHaveCount(3);
  const shown = await pictures.evaluateAll((images) =>
    images.map(
      (image) => image instanceof HTMLImageElement && image.complete && image.getBoundingClientRect().width > 150,
    ),
  );
  expect(shown).toEqual([true, true, true]);
  await expect(app.page.getByRole('banner')).toBeHidden();
  await expect(app.stage).toBeHidden();
  const { page, last, ink, paper } = await app.page.evaluate(() => ({
    page: document.documentElement.scrollHeight,
    last: [...document.querySelectorAll('.story-section')].at(-1)?.getBoundingClientRect().bottom ?? Infinity,
    ink: getComputedStyle(document.querySelector('.story-section p') ?? document.body).color,
    paper: getComputedStyle(document.body).backgroundColor,
  }));
  // Nothing is cut off: the page is as long as the story.
  expect(page).toBeGreaterThanOrEqual(Math.floor(last));
  expect({ ink, paper }).toEqual({ ink: 'rgb(33, 30, 25)', paper: 'rgb(255, 255, 255)' });
});

test('a swipe sideways does not go back', async ({ app }) => {
  await app.openText(harbour);
  const behaviour = await app.page.evaluate(() =>
    [document.documentElement, document.body].map((element) => getComputedStyle(element).overscrollBehaviorX),
  );
  expect(behaviour).toEqual(['none', 'none']);
});

test('each kind of mention has its own underline', async ({ app }) => {
  await app.openText(
    '<think>\n## Image 1\n### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n| char1 | Ann | 1,2,30,40 |\n' +
      '## Image 2\n### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n| char2 | Tom | 1,2,30,40 |\n</think>\n' +
      '<gdi image1><gdo char1>Ann</gdo> <gda char1>runs</gda> to <gdo char2>Tom</gdo> and <gdo char9>Zoe</gdo>.</gdi>',
  );
  await expect(app.page.locator('[data-tag]')).toHaveCount(4);
  const lines = await app.page.locator('[data-tag]').evaluateAll((mentions) =>
    mentions.map((mention) => {
      const { textDecorationLine, textDecorationStyle, textDecorationThickness } = getComputedStyle(mention);
      return [textDecorationLine, textDecorationStyle, textDecorationThickness].join(' ');
    }),
  );
  expect(lines).toEqual([
    'underline solid 2px',
    'underline dotted 2px',
    'underline dashed 1.5px',
    'underline wavy 1.5px',
  ]);
});
