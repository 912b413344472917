import { frames } from '../helpers/journey-pictures.ts';
import { posts } from '../helpers/journey-requests.ts';
import { expect, test } from '../helpers/journey-test.ts';
import type { App } from '../helpers/journey-app.ts';

// Some models write boxes in 0–1000, others in pixels of the sent, the resized or the original picture.

/** A completion with these boxes in image 1. */
const boxed = (boxes: readonly string[]) => {
  const rows = boxes.map((box, i) => `| char${i + 1} | Child | ${box} |`).join('\n');
  const table = `### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n${rows}`;
  return `<think>\n## Image 1\n\n${table}\n</think>\n<gdi image1>\n<gdo char1>A child</gdo> slept.\n</gdi>\n`;
};

/** The edges of a box as fractions of the picture: left, top, right, bottom. */
async function edgesOf(app: App, id: string): Promise<number[]> {
  const [stage, box] = await Promise.all([app.stage.boundingBox(), app.box(id).boundingBox()]);
  if (stage === null || box === null) return [];
  const [x, y] = [box.x - stage.x, box.y - stage.y];
  const edges = [x / stage.width, y / stage.height, (x + box.width) / stage.width, (y + box.height) / stage.height];
  return edges.map((edge) => Math.round(edge * 50) / 50);
}

test('other box units apply at once, without a new run', async ({ app, page, replay }) => {
  replay.set({ text: boxed(['126,84,252,168']) });
  await app.tell(frames(1), replay.url);
  await app.done();
  await expect.poll(() => edgesOf(app, 'char1')).toEqual([0.26, 0.26, 0.5, 0.5]);
  await page.getByLabel('Box units').selectOption('thousand');
  await expect.poll(() => edgesOf(app, 'char1')).toEqual([0.12, 0.08, 0.26, 0.16]);
  await page.getByLabel('Box units').selectOption('sent');
  await expect.poll(() => edgesOf(app, 'char1')).toEqual([0.26, 0.26, 0.5, 0.5]);
  expect(posts(replay)).toHaveLength(1);
});

const suggestions = [
  {
    boxes: ['500,250,800,750', '100,600,950,990', '0,400,700,900', '10,10,100,100'],
    sentence: '3 of 4 boxes do not fit the sent picture but fit 0–1000.',
    button: 'Use 0–1000',
    units: 'thousand',
    edges: [0.5, 0.26, 0.8, 0.76],
  },
  {
    boxes: ['0.5,0.25,0.8,0.75', '0.1,0.6,0.95,0.99', '0,0.4,0.7,0.9'],
    sentence: '3 of 3 boxes do not fit the sent picture but fit 0–1.',
    button: 'Use 0–1',
    units: 'unit',
    edges: [0.5, 0.26, 0.8, 0.76],
  },
] as const;

for (const { boxes, sentence, button, units, edges } of suggestions) {
  test(`“${sentence}” “${button}” moves all boxes without a new request`, async ({ app, page, replay }) => {
    replay.set({ text: boxed(boxes) });
    await app.tell(frames(1), replay.url);
    await app.done();
    await expect(page.getByRole('main').getByText(sentence)).toBeVisible();
    await app.button(button).click();
    await expect(page.getByLabel('Box units')).toHaveValue(units);
    await expect(page.getByRole('main').getByText(sentence)).toHaveCount(0);
    await expect.poll(() => edgesOf(app, 'char1')).toEqual(edges);
    expect(posts(replay)).toHaveLength(1);
  });
}

test('after Keep, the page does not ask again', async ({ app, page, replay }) => {
  const [{ boxes, sentence }] = suggestions;
  replay.set({ text: boxed(boxes) });
  await app.tell(frames(1), replay.url);
  await app.done();
  await app.button('Keep sent pixels').click();
  await expect(page.getByRole('main').getByText(sentence)).toHaveCount(0);
  await expect(page.getByLabel('Box units')).toHaveValue('sent');
});
