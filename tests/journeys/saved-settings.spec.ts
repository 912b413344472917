import type { Page } from '@playwright/test';
import { App } from '../helpers/journey-app.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { lastPost } from '../helpers/journey-requests.ts';
import { expect, test } from '../helpers/journey-test.ts';

const stored = (page: Page) =>
  page.evaluate(() => ({ device: JSON.stringify(localStorage), tab: JSON.stringify(sessionStorage) }));

const typed = [
  ['Server URL', 'http://gpu.example:9000/v1'],
  ['Model', 'my-storyteller'],
  ['Prompt', 'Tell it to a child.'],
  ['System prompt', 'You tell stories.'],
  ['Temperature', '0.3'],
  ['Top-p', '0.8'],
  ['Max tokens', '2048'],
  ['Top-k', '40'],
  ['Min-p', '0.05'],
  ['Repetition penalty', '1.1'],
  ['Seed', '7'],
  ['Stop', '</gdi>'],
  ['Extra JSON', '{"min_tokens": 100}'],
] as const;

test('the settings are kept after a reload and in a new tab', async ({ app, page, context }) => {
  await app.openSampling();
  for (const [name, value] of typed) await app.field(name).fill(value);
  await app.field('Box units').selectOption('thousand');
  await page.getByLabel('Stop the model when it repeats itself').check();
  const check = async (there: App) => {
    await there.openSampling();
    for (const [name, value] of typed) await expect(there.field(name), name).toHaveValue(value);
    await expect(there.field('Box units')).toHaveValue('thousand');
    await expect(there.page.getByLabel('Stop the model when it repeats itself')).toBeChecked();
  };
  await page.reload();
  await check(app);
  const tab = new App(await context.newPage());
  await tab.open();
  await check(tab);
});

test('the key is kept in the tab after a reload but is not in other tabs', async ({ app, page, context }) => {
  await app.field('API key').fill('sesame');
  await expect(app.field('API key')).toHaveAccessibleDescription('Kept until you close this tab.');
  await page.reload();
  await expect(app.field('API key')).toHaveValue('sesame');
  const { device, tab } = await stored(page);
  expect(device).not.toContain('sesame');
  expect(tab).toContain('sesame');
  expect(page.url()).not.toContain('sesame');

  const other = new App(await context.newPage());
  await other.open();
  await expect(other.field('API key')).toHaveValue('');
});

test('the key is saved on the device only while “Remember on this device” is checked', async ({
  app,
  page,
  context,
}) => {
  const tick = page.getByLabel('Remember on this device');
  await app.field('API key').fill('sesame');
  await tick.check();
  await expect(app.field('API key')).toHaveAccessibleDescription('Saved in this browser, also after you close it.');
  const other = new App(await context.newPage());
  await other.open();
  await expect(other.field('API key')).toHaveValue('sesame');
  await expect(other.page.getByLabel('Remember on this device')).toBeChecked();

  await tick.uncheck();
  expect((await stored(page)).device).not.toContain('sesame');
  const third = new App(await context.newPage());
  await third.open();
  await expect(third.field('API key')).toHaveValue('');
});

test('the key is sent in a header and is in no URL, request body or command', async ({ app, page, replay }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  replay.set({ apiKey: 'sesame' });
  await app.field('API key').fill('sesame');
  await app.tell(frames(1), replay.url);
  await app.done();
  await app.openSetup();
  await page.getByText('Serve command', { exact: true }).click();
  await expect(page.getByLabel('Serve command')).toContainText('--api-key "$VLLM_API_KEY"');
  await expect(page.getByLabel('Serve command')).not.toContainText('sesame');
  expect(lastPost(replay).headers.authorization).toBe('Bearer sesame');
  expect(JSON.stringify(lastPost(replay).body)).not.toContain('sesame');
  expect(urls.join('\n')).not.toContain('sesame');
  expect(page.url()).not.toContain('sesame');
});

const unreadable = {
  'incomplete JSON': '{"settings":{"temperature":"0.3"',
  'values of wrong types': '{"settings":{"temperature":7,"serverUrl":["x"],"ruler":"yards"},"recipes":{"a":1}}',
};

for (const [what, text] of Object.entries(unreadable)) {
  test(`saved settings with ${what} are ignored`, async ({ page }) => {
    await page.addInitScript((kept) => localStorage.setItem('storylens.settings', kept), text);
    const app = new App(page);
    await app.open();
    await expect(app.field('Server URL')).toHaveValue('http://localhost:8000/v1');
    await expect(app.field('Temperature')).toHaveValue('0.7');
    await expect(app.field('Box units')).toHaveValue('sent');
  });
}
