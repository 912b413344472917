import type { Page } from '@playwright/test';
import { frames, png } from '../helpers/journey-pictures.ts';
import { lastPost, posts } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

/** The approximate colour in the middle of each picture of a request, to check that they are in the order of the filmstrip. */
const coloursOf = (page: Page, urls: readonly string[]): Promise<number[][]> =>
  page.evaluate(
    (sources) =>
      Promise.all(
        sources.map(async (src) => {
          const image = new Image();
          image.src = src;
          await image.decode();
          const context = new OffscreenCanvas(1, 1).getContext('2d');
          context?.drawImage(image, 0, 0, 1, 1);
          return [...(context?.getImageData(0, 0, 1, 1).data.slice(0, 3) ?? [])].map((part) => Math.round(part / 50));
        }),
      ),
    urls,
  );

test('the request has the form that the model was trained on, with every parameter', async ({ app, page, replay }) => {
  const red = png('3-red.png', [250, 0, 0]);
  const green = png('1-green.png', [0, 250, 0]);
  const blue = png('2-blue.png', [0, 0, 250]);
  await app.add([red, green, blue]);
  await app.expectFrames(['1-green.png', '2-blue.png', '3-red.png']);
  await page.getByLabel('Server URL').fill(replay.url);
  await page.getByLabel('API key').fill('sesame');
  await page.getByLabel('Prompt', { exact: true }).fill('Tell it to a child.');
  await page.getByLabel('System prompt').fill('You tell stories.');
  await app.generate.click();
  await app.done();

  const [request, ...others] = posts(replay);
  expect(others).toEqual([]);
  expect(request?.path).toBe('/v1/chat/completions');
  expect(request?.headers.authorization).toBe('Bearer sesame');
  const { messages, seed, stream_options: streamOptions, ...rest } = request?.body ?? {};
  expect(rest).toEqual({
    model: 'daniel3303/QwenStoryteller',
    stream: true,
    temperature: 0.7,
    top_p: 0.9,
    top_k: -1,
    min_p: 0,
    repetition_penalty: 1,
    max_tokens: 8192,
  });
  expect(Number.isInteger(seed)).toBe(true);
  expect(streamOptions.include_usage).toBe(true);
  const [system, user] = messages;
  expect(messages).toHaveLength(2);
  expect(system).toEqual({ role: 'system', content: 'You tell stories.' });
  expect(user.role).toBe('user');
  const [text, ...images] = user.content;
  expect(text).toEqual({ type: 'text', text: 'Tell it to a child.' });
  const urls: string[] = images.map((image: { image_url: { url: string } }) => image.image_url.url);
  expect(urls.map((url) => url.slice(0, 23))).toEqual(Array(3).fill('data:image/jpeg;base64,'));
  expect(await coloursOf(page, urls)).toEqual([
    [0, 5, 0],
    [0, 0, 5],
    [5, 0, 0],
  ]);
});

test('the status shows the phase of the answer', async ({ app, replay }) => {
  await app.add(frames(3));
  await app.field('Server URL').fill(replay.url);
  const phases = [
    ['## Image 1', 'Thinking: image 1 of 3'],
    ['## Image 2', 'Thinking: image 2 of 3'],
    ['## Image 3', 'Thinking: image 3 of 3'],
    ['| Narrative Phase | Description | Key Events | Images |', 'Thinking: narrative structure'],
    ['<gdi image1>', 'Writing: image 1 of 3'],
    ['<gdi image2>', 'Writing: image 2 of 3'],
    ['<gdi image3>', 'Writing: image 3 of 3'],
  ] as const;
  for (const [mark, status] of phases) {
    // The answer stops at each mark, so that the test sees each phase even on a slow machine.
    replay.set({ fault: { kind: 'stall', after: { chars: harbour.indexOf(mark) + mark.length + 1 } } });
    await app.generate.click();
    await expect(app.status).toHaveText(status);
    await app.stop.click();
    await expect(app.status).toHaveText(/^Stopped after/);
  }
  replay.set({ fault: null });
  await app.generate.click();
  await app.done();
});

test('the status says that the server has the pictures but has not answered yet', async ({ app, replay }) => {
  replay.set({ fault: { kind: 'queue' } });
  await app.tell(frames(1), replay.url);
  await expect(app.status).toHaveText('The server has the pictures; waiting for the first word');
  await expect(app.generate).toHaveCount(0);
  replay.resume();
  await app.done();
});

test('Stop keeps the text so far, and closes the request at the server', async ({ app, page, replay }) => {
  replay.set({ fault: { kind: 'stall', after: { chars: harbour.indexOf('held <gdo obj1>') } } });
  await app.tell(frames(3), replay.url);
  await expect(app.mention('Tom', 1)).toBeVisible();
  await app.stop.click();
  await expect(app.status).toHaveText(/^Stopped after \d+ s, \d+ tokens$/);
  await expect(page.getByRole('main').getByText('You stopped the model. The text so far is kept.')).toBeVisible();
  const request = lastPost(replay);
  await request.closed;
  expect(request.aborted).toBe(true);

  await expect(app.mention('Ines', 1)).toBeVisible();
  await expect(page.locator('[data-tag]')).toHaveCount(4);
  await app.mention('Tom', 1).hover();
  await app.expectLit(['char2']);
  await page.getByRole('tab', { name: 'Image 3' }).click();
  await expect(page.getByRole('row', { name: 'char1 Ines' })).toBeVisible();

  replay.set({ fault: null });
  await app.generate.click();
  await app.done();
  await expect(page.locator('[data-tag]')).toHaveCount(12);
});

test('nothing of the previous story shows during the next one', async ({ app, page, replay }) => {
  await app.tell(frames(3), replay.url);
  await app.done();
  await app.mention('caught', 3).click();
  await app.showRaw();
  const text = '<think>\n## Image 1\n\n### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n';
  const other = `${text}| char9 | Zoe | 10,10,60,60 |\n</think>\n<gdi image1>\n<gdo char9>Zoe</gdo> slept.\n</gdi>\n`;
  replay.set({ text: other, fault: { kind: 'stall', after: 0 } });
  await app.generate.click();
  await expect(app.status).toHaveText('The server has the pictures; waiting for the first word');
  await expect(page.locator('[data-tag]')).toHaveCount(0);
  await expect(app.boxes).toHaveCount(0);
  await expect(page.locator('tr[data-row]')).toHaveCount(0);
  await expect(page.getByText('the clock tower')).toHaveCount(0);
  await app.expectStage(1);
  replay.resume();
  await app.done();
  await expect(page.locator('[data-tag]')).toHaveText(['Zoe']);
  await expect(app.boxes).toHaveCount(1);
  await app.expectLit([]);
  await app.showRaw();
  await expect(page.getByText(`${other.length} characters`)).toBeVisible();
});

test('after the user removes frames, the next story is about the remaining ones', async ({ app, page, replay }) => {
  await app.tell(frames(3), replay.url);
  await app.done();
  await app.tiles.nth(0).focus();
  await page.keyboard.press('Delete');
  await app.tiles.nth(0).focus();
  await page.keyboard.press('Delete');
  await app.expectFrames(['frame-3.png']);
  await expect(page.getByText('The frames have changed since this story was told.')).toBeVisible();
  // The current story keeps its three pictures and its text.
  await app.mention('caught', 3).hover();
  await expect(page.getByText('Image 3 of 3 · frame-3.png')).toBeVisible();

  replay.set({ text: '<gdi image1>\nOne <gdo char1>frame</gdo> was left.\n</gdi>\n' });
  await app.generate.click();
  await app.done();
  await expect(page.getByText('Image 1 of 1 · frame-3.png')).toBeVisible();
  await expect(page.getByRole('tab', { name: /^Image \d+$/ })).toHaveCount(1);
  await expect(page.locator('[data-tag]')).toHaveText(['frame']);
  await expect(page.getByText('The frames have changed')).toHaveCount(0);
  expect(lastPost(replay).body.messages.at(-1).content).toHaveLength(2);
});

test('a click on a frame of the filmstrip shows that frame, also after the filmstrip has changed', async ({
  app,
  page,
  replay,
}) => {
  await app.tell(frames(2), replay.url);
  await app.done();
  await app.add([png('later.png')]);
  await expect(app.tiles).toHaveCount(3);
  await app.tiles.nth(2).click();
  await expect(page.getByText('no picture was given')).toHaveCount(0);
  await expect(page.getByText('· later.png')).toBeVisible();
});

test('after a run that fails before its first word, the user can go back to the previous story', async ({
  app,
  page,
  replay,
}) => {
  await app.tell(frames(3), replay.url);
  await app.done();
  await expect(app.mention('Tom', 1)).toBeVisible();
  replay.set({ fault: { kind: 'status', status: 500, cors: true } });
  await app.generate.click();
  await expect(app.alert).toBeVisible();
  await expect(page.locator('[data-tag]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Back to the previous story' }).click();
  await expect(app.mention('Tom', 1)).toBeVisible();
  await expect(app.status).toHaveText(/^Done in/);
});
