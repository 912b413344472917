import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { openOutput, stage } from '../helpers/app.tsx';
import type { Size, TestApp } from '../helpers/app.tsx';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

async function openCard(
  ids: readonly string[],
  text = harbour,
  sizes: readonly Size[] = SIZES,
): Promise<TestApp & { readonly card: HTMLElement }> {
  const app = await openOutput(text, sizes);
  await app.user.click(screen.getByRole('tab', { name: 'Identities' }));
  await screen.findByRole('grid');
  app.session.view.pin(ids as never, 1 as never, false);
  const [card] = await screen.findAllByRole('article');
  if (!card) throw new Error('No card');
  return { ...app, card };
}

test('every pinned entity has a card until it is unpinned', async () => {
  const { user } = await openCard(['char1', 'char2']);
  expect(screen.getAllByRole('article').map(({ ariaLabel }) => ariaLabel)).toEqual(['Ines', 'Tom']);
  await user.click(screen.getByRole('button', { name: 'Unpin Ines' }));
  expect(screen.getAllByRole('article').map(({ ariaLabel }) => ariaLabel)).toEqual(['Tom']);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('article')).toBeNull();
});

test('the crops show the entity in all images, and images without a box say so', async () => {
  const { card } = await openCard(['char1']);
  const strip = within(card).getByRole('list', { name: 'Ines in each image' });
  expect([...strip.children].map(({ textContent }) => textContent)).toEqual(['1', 'no box2', '3']);
  const crops = within(strip).getAllByRole('button');
  expect(crops.map(({ ariaLabel }) => ariaLabel)).toEqual(['Ines in image 1', 'Ines in image 3']);
  // The box of image 1 is 40,60 to 180,300 in 560 × 336. The crop has the same center.
  const [crop] = crops;
  const [image, box] = crop?.children ?? [];
  if (!crop || !image || !box) throw new Error('No crop');
  const [inside, whole, boxed] = [crop, image, box].map((one) => one.getBoundingClientRect());
  if (!inside || !whole || !boxed) throw new Error('Not laid out');
  const scale = whole.width / 560;
  expect(whole.height / 336).toBeCloseTo(scale, 1);
  expect(boxed.left - whole.left).toBeCloseTo(40 * scale, 0);
  expect(boxed.top - whole.top).toBeCloseTo(60 * scale, 0);
  expect(boxed.width).toBeCloseTo(140 * scale, 0);
  expect(boxed.left + boxed.width / 2).toBeCloseTo(inside.left + inside.width / 2, 0);
  expect(boxed.top).toBeGreaterThan(inside.top);
  expect(boxed.bottom).toBeLessThan(inside.bottom);
});

test('a click on a crop shows its image, and the card follows', async () => {
  const { card, user } = await openCard(['char1']);
  expect(within(card).getByRole('group', { name: /^Ines in image 1/ }).textContent).toBe('EmotionsHopefulActionsWaits');
  await user.click(within(card).getByRole('button', { name: 'Ines in image 3' }));
  await stage(3);
  await waitFor(() =>
    expect(within(card).getByRole('group', { name: /^Ines in image 3/ }).textContent).toBe(
      'EmotionsGladActionsHolds the kite',
    ),
  );
  expect(within(card).getByRole('button', { name: 'Ines in image 3' }).ariaCurrent).toBe('true');
  expect(within(card).getByRole('button', { name: 'Ines in image 1' }).ariaCurrent).toBe('false');
  // The entity is still pinned.
  expect(screen.getByRole('article', { name: 'Ines' })).toBe(card);
});

test('a card says so if the tables of the image do not mention the entity', async () => {
  const { card, session } = await openCard(['char1']);
  session.view.show(2 as never);
  expect(await within(card).findByText('The tables do not mention Ines in image 2.')).toBeDefined();
});

test('names and descriptions are listed by frame, with new words marked', async () => {
  const { card } = await openCard(['char1']);
  const list = within(card).getByRole('list', { name: 'How Ines is described' });
  expect([...list.children].map(({ textContent }) => textContent)).toEqual([
    '1Ines, Woman in a yellow coat',
    '3Ines, Woman with a kite',
  ]);
  expect(
    within(list)
      .getAllByRole('insertion')
      .map(({ textContent }) => textContent),
  ).toEqual(['with', 'kite']);
});

test('an entity that is in no table has a card with what the story says', async () => {
  const { card } = await openCard(['bg1']);
  expect(card.ariaLabel).toBe('the nets');
  expect(within(card).getByText('1 mention, only in image 2')).toBeDefined();
  expect(within(card).getByText(/^No table describes/)).toBeDefined();
  expect(within(card).getByText('1–3')).toBeDefined();
});

test('without pictures the crops show where the box is in the empty frame', async () => {
  const { card } = await openCard(['char2'], harbour, []);
  const crops = within(card).getAllByRole('button', { name: /^Tom in image/ });
  expect(crops).toHaveLength(2);
  for (const crop of crops) expect(crop.querySelector('img')).toBeNull();
});
