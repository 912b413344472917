import type { App } from '../../helpers/journey-app.ts';
import type { Vllm } from '../server.ts';
import { texts } from '../texts.ts';
import { done, expect, expectWhole, generate, inTheMiddle, test } from '../test.ts';

/** Starts a run that Max tokens ends just before this position of the text. */
async function cutOffAt(app: App, vllm: Vllm, chars: number): Promise<string> {
  const maxTokens = await vllm.tokensOf(texts.harbour.slice(0, chars));
  await app.setUp({ 'Max tokens': String(maxTokens) });
  await generate(app, 'harbour');
  await expect(app.status).toHaveText(/^Cut off after/, { timeout: 60_000 });
  await app.showRaw();
  const shown = await app.page.getByText(/[\d,]+ characters/).textContent();
  const size = /([\d,]+) characters/.exec(shown ?? '')?.[1] ?? '';
  // The setup is now shown instead of the story.
  await app.setUp({ 'Max tokens': '8192' });
  return texts.harbour.slice(0, Number(size.replaceAll(',', '')));
}

test('Stop ends the work of the engine and keeps the text that has arrived', async ({ app, vllm }) => {
  await generate(app, 'demo');
  await inTheMiddle(app);
  expect(await vllm.requests('running')).toBe(1);
  await app.stop.click();
  await expect(app.status).toHaveText(/^Stopped after \d+ s, [\d,]+ tokens$/);
  await expect.poll(() => vllm.requests('running')).toBe(0);
  await app.showRaw();
  await expect(app.page.getByLabel('Raw completion')).toContainText('## Image 1');
});

const places = [
  { place: 'inside a row of a table', text: 'Boy with a', before: /\n\| char2 \| Tom \| Boy[^\n]*$/ },
  { place: 'between two frames', text: '<gdi image2>', before: /<\/gdi>\s*$/ },
  { place: 'inside a mention', text: 'tower</gdl>', before: /<gdl lm1>[^<]*$/ },
];

for (const { place, text, before } of places) {
  test(`cut off ${place}, Continue completes the text byte for byte`, async ({ app, vllm }) => {
    const arrived = await cutOffAt(app, vllm, texts.harbour.indexOf(text));
    expect(arrived).toMatch(before);
    await app.button('Continue').click();
    await expectWhole(app, 'harbour');
  });
}

test('Regenerate the story only keeps the thinking', async ({ app }) => {
  await generate(app, 'harbour');
  await expectWhole(app, 'harbour');
  await app.button('Regenerate the story only').click();
  await expect(app.stop).toBeVisible();
  await done(app);
  await app.expectCompletion(texts.harbour);
});
