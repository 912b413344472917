import { waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { hueOf, pictureTone } from '../../src/theme/index.ts';
import { openOutput, stage, boxButton } from '../helpers/app.tsx';
import { canvasOn, expectNear, inkAt, pixelOf, strengthAt } from './stage-ink.ts';

// Odd boxes that models write: corners beyond the edge, and boxes without area inside and outside the picture.
const odd = `<think>
## Image 1
### Objects
| Object ID | Description | Bounding Box |
|---|---|---|
| obj1 | Whole | 60,40,300,140 |
| obj2 | Cut | 300,200,900,900 |
| obj3 | Flat | 200,250,200,300 |
| obj4 | Gone | 2000,20,2100,90 |
</think>
<gdi image1>All <gdo obj1 obj2 obj3 obj4>four</gdo> of them.</gdi>`;

async function openOdd() {
  const app = await openOutput(odd, [[560, 336]]);
  const on = await stage(1);
  await waitFor(() => canvasOn(on));
  await waitFor(async () => expect(await shareOf('obj1')).toBeGreaterThan(0));
  return { ...app, on };
}

/** The share of the upper edge of a box that is drawn, from 0 to 1. */
async function shareOf(id: string): Promise<number> {
  const on = await stage(1);
  const { left, top, width } = (await boxButton(id)).getBoundingClientRect();
  const along = Array.from({ length: Math.floor(width) - 8 }, (_, i) => strengthAt(on, left + 4 + i, top + 1));
  return along.filter((strength) => strength > 0.5).length / along.length;
}

test('a box that is cut off at the edge of the picture has a dashed outline, others have a solid one', async () => {
  const { session } = await openOdd();
  expect(await shareOf('obj1')).toBe(1);
  expect(await shareOf('obj2')).toBeGreaterThan(0.5);
  expect(await shareOf('obj2')).toBeLessThan(0.9);
  session.view.pin(['obj1', 'obj2'], 1 as never, false);
  await waitFor(async () => expect(await shareOf('obj1')).toBe(1));
  expect(await shareOf('obj2')).toBeLessThan(0.9);
});

test.each([
  ['obj3', 2],
  ['obj4', 3],
] as const)('%s, which has no area, is a mark of its colour, all of it in the picture', async (id, order) => {
  const { session, on } = await openOdd();
  session.view.pin([id], 1 as never, false);
  const box = await boxButton(id);
  const { left, right, top, bottom } = box.getBoundingClientRect();
  const seen = on.getBoundingClientRect();
  expect(left).toBeGreaterThanOrEqual(seen.left - 0.5);
  expect(right).toBeLessThanOrEqual(seen.right + 0.5);
  const middle = (): number[] => inkAt(on, (left + right) / 2, (top + bottom) / 2);
  await waitFor(() => expectNear(middle(), pixelOf(pictureTone(hueOf(order)))));
  // It is not a rectangle: its corners are empty except for antialiasing.
  for (const x of [left + 1, right - 2]) expect(strengthAt(on, x, bottom - 2)).toBeLessThan(0.2);
});

test.each([
  ['Unnamed box: 10,20 to 110,220', 'A woman at [10,20,110,220].'],
  ['red buoy: 10,20 to 110,220', '[{"bbox_2d": [10,20,110,220], "label": "red buoy"}]'],
])('a box without an ID is drawn and links to nothing: %s', async (name, text) => {
  await openOutput(`<think>\n## Image 1\n${text}\n</think>\n<gdi image1>Rain.</gdi>`, [[560, 336]]);
  const on = await stage(1);
  const box = within(on).getByRole('img', { name });
  const area = on.getBoundingClientRect();
  const scale = area.width / 560;
  const at = box.getBoundingClientRect();
  expectNear(
    [at.left - area.left, at.top - area.top, at.width, at.height],
    [10 * scale, 20 * scale, 100 * scale, 200 * scale],
  );
  expect(within(on).queryByRole('button', { name: /10,20/ })).toBeNull();
});
