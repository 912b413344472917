import { waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { marked, mention, openOutput, stage } from '../helpers/app.tsx';

afterEach(async () => page.viewport(1280, 800));

describe('a highlighted entity without a box in the frame', () => {
  const cards = (): HTMLElement[] => marked('elsewhere');

  test('is shown with its box from another frame, dashed, and with a sentence', async () => {
    const { user } = await openOutput(harbour, [
      [560, 336],
      [560, 336],
      [560, 336],
    ]);
    await user.hover(mention('she'));
    const on = await stage(2);
    await waitFor(() => expect(cards()).toHaveLength(1));
    const [box] = cards();
    if (!box) throw new Error('No card');
    expect(box.dataset).toMatchObject({ box: 'char1', frame: '1', lit: 'true' });
    expect(box.ariaLabel).toBe('Ines (char1) in image 1');
    expect(getComputedStyle(box).borderTopStyle).toBe('dashed');
    expect(on.textContent).toContain('Ines (char1) has no box in image 2. The nearest box is in image 1.');
    const picture = box.parentElement?.getBoundingClientRect();
    const here = box.getBoundingClientRect();
    if (!picture) throw new Error('No picture');
    expect(here.left - picture.left).toBeCloseTo((40 / 560) * picture.width, 0);
    expect(here.width).toBeCloseTo((140 / 560) * picture.width, 0);
    expect(here.height).toBeCloseTo((240 / 336) * picture.height, 0);
    await user.unhover(mention('she'));
    await waitFor(() => expect(cards()).toHaveLength(0));
  });

  test('has a card that says so if no image has a box of it', async () => {
    const { user } = await openOutput(harbour);
    await user.hover(mention('the nets'));
    const on = await stage(2);
    await within(on).findByText('bg1');
    expect(on.textContent).toContain('bg1 has no box in any image.');
    expect(cards()).toHaveLength(0);
  });

  test('has one of at most three cards, and the others are counted', async () => {
    const { user } = await openOutput(
      '<gdi image1><gdo char1 char2 char3 char4 char5>All of them</gdo> were gone.</gdi>',
    );
    await user.hover(mention('All of them'));
    const on = await stage(1);
    await within(on).findByText('and 2 more without a box here');
    expect(within(on).getAllByText(/^char\d$/)).toHaveLength(3);
  });

  test.each([
    [1280, 2, 2],
    [390, 2, 2],
    [390, 5, 1],
  ])('at %i pixels, one of %i, fits into one low line', async (width, named, shown) => {
    await page.viewport(width, 844);
    const ids = Array.from({ length: named }, (_, i) => `char${i + 1}`);
    const rows = ids.map((id) => `| ${id} | The captain of the harbour | 10,10,60,90 |\n`).join('');
    const { session } = await openOutput(
      `<think>\n## Image 2\n### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n${rows}</think>\n<gdi image1><gdo ${ids.join(' ')}>All</gdo>.</gdi>`,
      [
        [560, 336],
        [336, 560],
      ],
    );
    const on = await stage(1);
    session.view.pin(ids as never, 1 as never, false);
    await waitFor(() => expect(marked('elsewhere', on)).toHaveLength(shown));
    const seen = on.getBoundingClientRect();
    const line = marked('elsewhere', on)[0]?.closest('.fade-in')?.getBoundingClientRect() ?? new DOMRect();
    expect(line.height).toBeLessThanOrEqual(50);
    expect(line.left).toBeGreaterThanOrEqual(seen.left);
    expect(line.right).toBeLessThanOrEqual(seen.right);
    expect(line.bottom).toBeLessThanOrEqual(seen.bottom);
  });
});
