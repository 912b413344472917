import { frames } from '../helpers/journey-pictures.ts';
import { expect, test } from '../helpers/journey-test.ts';

test('the picture follows the model although a pointer rests where words stream past', async ({
  app,
  page,
  replay,
}) => {
  const sentence = '<gdo char1>Ines</gdo> <gda char1>waited and waited</gda> for <gdo char2>Tom</gdo>. ';
  const tell = (image: number) => `<gdi image${image}>\n${sentence.repeat(12)}\n</gdi>\n\n`;
  replay.set({ text: `${tell(1)}${tell(2)}${tell(3)}`, tokensPerSecond: 1500 });
  await app.add(frames(3));
  await page.getByLabel('Server URL').fill(replay.url);
  await app.generate.focus();
  await page.mouse.move(300, 400);
  await page.keyboard.press('Enter');
  await app.done();
  await app.leave();
  await app.expectStage(3);
});

test('the story scrolls to its newest words, except after the user has scrolled up and until they jump back', async ({
  app,
  page,
  replay,
}) => {
  const text = `<gdi image1>\n${'It rained all day. '.repeat(300)}<gdo char1>Ines</gdo> waited. `;
  const rest = `${'It went on raining. '.repeat(100)}<gdo char1>She</gdo> slept.\n</gdi>\n`;
  replay.set({ text: text + rest, fault: { kind: 'stall', after: { chars: text.length } } });
  await app.tell(frames(1), replay.url);
  await expect(app.mention('Ines', 1)).toBeInViewport();
  const story = page.getByRole('region', { name: 'Story' });
  await story.hover();
  await page.mouse.wheel(0, -100_000);
  const jump = page.getByRole('button', { name: 'Jump to latest' });
  await expect(jump).toBeVisible();
  await expect.poll(() => story.evaluate((element) => element.scrollTop)).toBe(0);
  await jump.click();
  await expect(app.mention('Ines', 1)).toBeInViewport();
  await expect(jump).toBeHidden();
  replay.resume();
  await app.done();
  await expect(app.mention('She', 1)).toBeInViewport();
});
