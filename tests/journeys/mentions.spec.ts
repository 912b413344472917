import type { Locator } from '@playwright/test';
import type { App } from '../helpers/journey-app.ts';
import { expect, testOfDemo as test } from '../helpers/journey-test.ts';

/** The computed styles of an element that a highlight changes. */
const lookOf = (element: Locator): Promise<string> =>
  element.evaluate((e) => `${getComputedStyle(e).backgroundColor} ${getComputedStyle(e).backgroundImage}`);

/** The styles of every mention of an entity, in all frames. */
const looksOf = (app: App, id: string): Promise<string[]> =>
  app.page
    .locator(`[data-tag][data-entities~="${id}"]`)
    .evaluateAll((all) => all.map((e) => getComputedStyle(e).backgroundColor + getComputedStyle(e).backgroundImage));

test('a mention of three entities highlights three boxes in the picture of its frame', async ({ app }) => {
  await app.expectStage(6);
  await app.mention('All three', 3).hover();
  await app.expectStage(3);
  await app.expectLit(['char1', 'char2', 'char3']);
  await expect(app.box('char1')).toHaveAccessibleName(/^Mara \(char1\), \d+,\d+ to \d+,\d+$/);
  await expect(app.box('obj1')).toHaveAttribute('data-lit', 'false');
  await app.leave();
  await app.expectLit([]);
});

test('every mention highlights each entity that it names: in this frame, from another frame, or as having no box', async ({
  app,
}) => {
  const mentions = app.page.locator('[data-tag]:is([data-many], [data-grounded="elsewhere"], [data-grounded="none"])');
  expect(await mentions.count()).toBeGreaterThan(10);
  for (const mention of await mentions.all()) {
    const named = ((await mention.getAttribute('data-entities')) ?? '').split(' ');
    await mention.hover();
    await app.expectStage(Number(await mention.getAttribute('data-frame')));
    const shown = app.page.locator('[data-box][data-lit="true"]').or(app.page.getByText('has no box in any image'));
    await expect(shown, `“${await mention.textContent()}” names ${named.join(', ')}`).toHaveCount(named.length);
  }
});

test('an entity without a box in this picture is shown from another one, dashed, and with a sentence', async ({
  app,
}) => {
  const mention = app.mention('Ines', 3);
  await expect(mention).toHaveAttribute('data-grounded', 'elsewhere');
  await expect(mention).toHaveAccessibleDescription('Ines (char4), boxed in image 4, 5, 6 but not in this one');
  await mention.hover();
  await app.expectStage(3);
  await expect(app.page.getByText('Ines (char4) has no box in image 3. The nearest box is in image 4.')).toBeVisible();
  const brought = app.page.locator('[data-box="char4"]');
  await expect(brought).toHaveAttribute('data-frame', '4');
  await expect(brought).toHaveCSS('border-style', 'dashed');
});

test('an ungrounded mention is marked even without a hover, and described', async ({ app }) => {
  const mention = app.page.locator('[data-grounded="none"]');
  await expect(mention).toHaveText('the harbour');
  await expect(mention).toHaveCSS('text-decoration-style', 'wavy');
  await expect(mention).toHaveAccessibleDescription('lm2, boxed in no image');
  await mention.hover();
  await expect(app.page.getByText('lm2 has no box in any image.')).toBeVisible();
  await app.expectLit([]);
});

test('a box highlights its words in every frame, and no others', async ({ app }) => {
  const before = await looksOf(app, 'char4');
  const others = await looksOf(app, 'bg1');
  await app.box('char4').hover();
  // The words are highlighted one animation frame after the box.
  await expect.poll(() => looksOf(app, 'char4')).not.toEqual(before);
  const lit = await looksOf(app, 'char4');
  expect(lit.map((look, i) => look === before[i])).toEqual(before.map(() => false));
  expect(await looksOf(app, 'bg1')).toEqual(others);
  await app.leave();
  await expect.poll(() => looksOf(app, 'char4')).toEqual(before);
});

test('a table row highlights its box and its words', async ({ app }) => {
  const words = app.mention('Biscuit', 6);
  const before = await lookOf(words);
  await app.page.getByRole('row', { name: 'char3 Biscuit' }).hover();
  await app.expectLit(['char3']);
  await expect.poll(() => lookOf(words)).not.toBe(before);
});

test('a highlighted box is opaque, exactly under its button, and the others are faint', async ({ app }) => {
  const button = app.box('char3');
  const faint = await strokeAt(button);
  await app.mention('Biscuit', 6).hover();
  await expect.poll(() => strokeAt(button)).toBe(255);
  expect(faint).toBeGreaterThan(0);
  expect(faint).toBeLessThan(255);
  await expect.poll(() => strokeAt(app.box('bg6'))).toBeLessThan(faint);
});

/** The opacity of the canvas in the middle of the left edge of a box, from 0 to 255. */
const strokeAt = (button: Locator): Promise<number> =>
  button.evaluate((element) => {
    const stage = element.closest('[data-stage]')?.getBoundingClientRect();
    const canvas = element.closest('[data-stage]')?.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!stage || !canvas || !context) return -1;
    const { left, top, height } = element.getBoundingClientRect();
    const ratio = canvas.width / stage.width;
    const place = [left - stage.left + 1, top - stage.top + height / 2].map((px) => Math.round(px * ratio));
    return context.getImageData(place[0] ?? 0, place[1] ?? 0, 1, 1).data[3] ?? -1;
  });

test('a click pins, and Escape unpins', async ({ app }) => {
  await app.mention('Otto', 2).click();
  await app.leave();
  await app.expectLit(['char2']);
  await app.expectStage(2);
  await expect(app.mention('Otto', 2)).toHaveAttribute('aria-pressed', 'true');
  await app.page.keyboard.press('Escape');
  await app.expectLit([]);
  await expect(app.mention('Otto', 2)).toHaveAttribute('aria-pressed', 'false');
});

test('a second click unpins what the first one pinned', async ({ app }) => {
  for (const thing of [app.mention('Otto', 6), app.box('char2'), app.page.getByRole('button', { name: 'char2' })]) {
    await thing.first().click();
    await app.leave();
    await app.expectLit(['char2']);
    await thing.first().click();
    await app.leave();
    await app.expectLit([]);
  }
});

test('a click with Ctrl adds to the pinned entities or removes from them', async ({ app }) => {
  const held = { modifiers: ['Control'] as ['Control'] };
  await app.mention('Otto', 6).first().click();
  await app.mention('Ines', 6).click(held);
  await app.box('bg6').click({ ...held, position: { x: 5, y: 60 } });
  await app.leave();
  await app.expectLit(['bg6', 'char2', 'char4']);
  await app.mention('Otto', 6).first().click(held);
  await app.leave();
  await app.expectLit(['bg6', 'char4']);
});

test('hovering another entity while one is pinned highlights both, and afterwards only the pinned one', async ({
  app,
}) => {
  await app.mention('Otto', 6).first().click();
  await app.mention('Ines', 6).hover();
  await app.expectLit(['char2', 'char4']);
  await app.leave();
  await app.expectLit(['char2']);
});

test('keyboard focus does what the pointer does', async ({ app }) => {
  await app.mention('the path', 1).focus();
  await app.expectStage(1);
  await app.expectLit(['bg2']);
  await app.page.keyboard.press('j');
  await app.expectLit(['bg1']);
  await app.page.keyboard.press('Enter');
  await app.page.keyboard.press('j');
  await app.expectLit(['bg1', 'char3']);
  await app.page.keyboard.press('Escape');
  await app.box('char1').focus();
  await app.expectLit(['char1']);
});
