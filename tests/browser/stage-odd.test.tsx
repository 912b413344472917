import { waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { hueOf, pictureTone } from '../../src/theme/index.ts';
import { openOutput, stage, boxButton } from '../helpers/app.tsx';
import { canvasOn, expectNear, inkAt, pixelOf, strengthAt } from './stage-ink.ts';

// What a model writes that no picture has: corners beyond its edge, and boxes without area, in it and beside it.
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

/** How much of the upper line of a box is drawn, from 0 to 1. */
async function shareOf(id: string): Promise<number> {
  const on = await stage(1);
  const { left, top, width } = (await boxButton(id)).getBoundingClientRect();
  const along = Array.from({ length: Math.floor(width) - 8 }, (_, i) => strengthAt(on, left + 4 + i, top + 1));
  return along.filter((strength) => strength > 0.5).length / along.length;
}

test('a box that the edge of the picture cuts has a broken line, and another a whole one', async () => {
  const { desk } = await openOdd();
  expect(await shareOf('obj1')).toBe(1);
  expect(await shareOf('obj2')).toBeGreaterThan(0.5);
  expect(await shareOf('obj2')).toBeLessThan(0.9);
  desk.view.pin(['obj1', 'obj2'], 1 as never, false);
  await waitFor(async () => expect(await shareOf('obj1')).toBe(1));
  expect(await shareOf('obj2')).toBeLessThan(0.9);
});

test.each([
  ['obj3', 2],
  ['obj4', 3],
] as const)('%s, which has no area, is a mark of its colour, all of it in the picture', async (id, order) => {
  const { desk, on } = await openOdd();
  desk.view.pin([id], 1 as never, false);
  const box = await boxButton(id);
  const { left, right, top, bottom } = box.getBoundingClientRect();
  const seen = on.getBoundingClientRect();
  expect(left).toBeGreaterThanOrEqual(seen.left - 0.5);
  expect(right).toBeLessThanOrEqual(seen.right + 0.5);
  const middle = (): number[] => inkAt(on, (left + right) / 2, (top + bottom) / 2);
  await waitFor(() => expectNear(middle(), pixelOf(pictureTone(hueOf(order)))));
  // It is no rectangle: there is nothing at its corners but what is left of a smoothed edge.
  for (const x of [left + 1, right - 2]) expect(strengthAt(on, x, bottom - 2)).toBeLessThan(0.2);
});
