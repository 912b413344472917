import { FORMAT_PROMPT } from '../../src/inference/index.ts';
import { App } from '../helpers/journey-app.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { lastPost, picturesOf } from '../helpers/journey-requests.ts';
import { expect, test } from '../helpers/journey-test.ts';
import { sizeOfImage } from '../../scripts/replay/image.mjs';

const sizesOf = (urls: readonly string[]) =>
  urls.map((url) => sizeOfImage(Buffer.from(url.replace(/^data:[^,]*,/, ''), 'base64')));

test('“Any vision-language model” sends the format prompt and pictures in multiples of 32', async ({
  app,
  page,
  replay,
}) => {
  replay.set({ model: 'Qwen/Qwen3-VL-8B-Instruct' });
  await app.field('Recipe').selectOption('Any vision-language model');
  await expect(app.field('Box units')).toHaveValue('thousand');
  await app.field('Server URL').fill(replay.url);
  await expect(app.field('Model')).toHaveValue('Qwen/Qwen3-VL-8B-Instruct');
  await app.add(frames(2));
  await expect(app.tiles).toHaveCount(2);
  await app.generate.click();
  await app.done();
  const request = lastPost(replay);
  expect(request.body.model).toBe('Qwen/Qwen3-VL-8B-Instruct');
  expect(request.body.messages[0]).toEqual({ role: 'system', content: FORMAT_PROMPT });
  expect(request.body.repetition_penalty).toBe(1.05);
  expect(sizesOf(picturesOf(request))).toEqual([
    { width: 512, height: 320 },
    { width: 512, height: 320 },
  ]);
  await app.tiles.first().click();
  // The box starts at 40 thousandths of the width and 60 thousandths of the height.
  await expect(page.locator('[data-box="char1"]').first()).toBeVisible();
  const [stage, box] = await Promise.all([app.stage.boundingBox(), app.box('char1').boundingBox()]);
  expect(((box?.x ?? 0) - (stage?.x ?? 0)) / (stage?.width ?? 1)).toBeCloseTo(0.04, 2);
  expect(((box?.y ?? 0) - (stage?.y ?? 0)) / (stage?.height ?? 1)).toBeCloseTo(0.06, 2);
});

test('“QwenStoryteller2” sends the same prompt as “QwenStoryteller” to the newer model', async ({ app, replay }) => {
  replay.set({ model: 'daniel3303/QwenStoryteller2' });
  const prompt = await app.field('System prompt').inputValue();
  await app.field('Recipe').selectOption('QwenStoryteller2');
  await expect(app.field('Model')).toHaveValue('daniel3303/QwenStoryteller2');
  await app.tell(frames(1), replay.url);
  await app.done();
  expect(lastPost(replay).body.model).toBe('daniel3303/QwenStoryteller2');
  expect(lastPost(replay).body.messages[0].content).toBe(prompt);
});

test('the user can edit a recipe, save it, choose it in another tab and delete it', async ({ app, page, context }) => {
  await app.field('Temperature').fill('0.2');
  await app.field('System prompt').fill('You tell short stories.');
  await expect(app.field('Recipe').locator('option:checked')).toHaveText('QwenStoryteller (edited)');
  await app.button('Save as recipe').click();
  await app.field('Recipe name').fill('Short');
  await app.button('Save').click();
  await expect(app.field('Recipe').locator('option:checked')).toHaveText('Short');
  await app.field('Recipe').selectOption('QwenStoryteller');
  await expect(app.field('Temperature')).toHaveValue('0.7');

  const other = new App(await context.newPage());
  await other.open();
  await other.field('Recipe').selectOption('Short');
  await expect(other.field('Temperature')).toHaveValue('0.2');
  await expect(other.field('System prompt')).toHaveValue('You tell short stories.');
  await other.button('Delete “Short”').click();
  await expect(other.field('Recipe')).toHaveValue('QwenStoryteller');
  await page.reload();
  await expect(app.field('Recipe').locator('option')).toHaveText([
    /^QwenStoryteller/,
    'QwenStoryteller2',
    'Any vision-language model',
  ]);
});
