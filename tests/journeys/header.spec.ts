import { harbour } from '../fixtures/harbour.ts';
import type { App } from '../helpers/journey-app.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { expect, test } from '../helpers/journey-test.ts';

const LONG_MODEL = 'an-organisation/Qwen2.5-VL-72B-Instruct-Storyteller-LoRA-AWQ-Int4';

const heightOf = async ({ page }: App): Promise<number> =>
  page.getByRole('banner').evaluate((header) => Math.round(header.getBoundingClientRect().height));

/** The header is as high at 1024 px as on the empty first page, and no part of it sticks out. */
async function expectOneLine(app: App, height: number): Promise<void> {
  await app.page.setViewportSize({ width: 1024, height: 768 });
  await expect.poll(() => heightOf(app)).toBe(height);
  await expect(app.page.getByRole('banner').getByRole('button').last()).toBeInViewport({ ratio: 1 });
  // Users read the phase most often, so the title and the model's name are shortened first.
  expect(await app.status.evaluate((phase) => phase.scrollWidth - phase.clientWidth)).toBe(0);
}

test('at 1024 px the header stays on one line while a run goes on, has finished or has failed', async ({
  app,
  page,
  replay,
}) => {
  const height = await heightOf(app);
  await expectOneLine(app, height);
  await page.getByLabel('Model', { exact: true }).fill(LONG_MODEL);
  replay.set({ model: LONG_MODEL, fault: { kind: 'queue' } });
  await app.tell(frames(3), replay.url);
  await expect(app.status).toHaveText(/waiting for the first word/);
  await expectOneLine(app, height);
  replay.set({ fault: null });
  replay.resume();
  await app.done();
  await expectOneLine(app, height);
  replay.set({ text: harbour, fault: { kind: 'status', status: 500, cors: true } });
  await app.button('Regenerate').click();
  await expect(app.status).toHaveText('Failed');
  await expectOneLine(app, height);
});
