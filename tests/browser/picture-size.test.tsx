import { fireEvent, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { openApp, pictures } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { halves, image, lines, nothing, turned } from './files.ts';
import { field, form } from './setup-form.ts';

const slider = (): HTMLInputElement => field('Picture size');
const shownValue = (): string | null => slider().getAttribute('aria-valuetext');
const caption = (): string | null => form().querySelector('figcaption')?.textContent ?? null;
const preview = (): HTMLCanvasElement => within(form()).getByRole('img');
const sizes = ({ session }: TestApp): string[] =>
  session.page.getState().frames.map(({ width, height }) => `${width}x${height}`);

async function openWith(files: readonly File[]): Promise<TestApp> {
  const app = openApp();
  await app.session.frames.add(files);
  await waitFor(() => expect(caption()).not.toBeNull());
  return app;
}

/** The preview, when it has this size. */
async function drawn(width: number, height: number): Promise<HTMLCanvasElement> {
  return waitFor(() => {
    const canvas = preview();
    expect([canvas.width, canvas.height]).toEqual([width, height]);
    return canvas;
  });
}

/** The pixels of a picture, with four channels each. */
async function pixelsOf(source: Blob | HTMLCanvasElement): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(source);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

/** The mean difference of the channels of two pictures, from 0 to 255. */
function difference(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
  expect(one.length).toBe(other.length);
  return one.reduce((sum, value, i) => sum + Math.abs(value - (other[i] ?? 0)), 0) / one.length;
}

describe('the picture size', () => {
  test('is a slider that shows the number of tokens', async () => {
    await openWith(await pictures([[1120, 840]]));
    expect(slider().type).toBe('range');
    expect(shownValue()).toBe('at most 1,280 tokens a frame');
    expect(caption()).toBe('Frame 1 as the model sees it: 1120 × 840 pixels, 1,202 tokens.');
    expect(within(form()).getByText('at most 1,280 tokens a frame')).toBeDefined();
  });

  test('resizes the frames when the user releases the slider, not during the drag', async () => {
    const app = await openWith(
      await pictures([
        [1120, 840],
        [280, 280],
      ]),
    );
    const before = app.session.page.getState().frames;
    for (const step of ['7', '5', '3']) fireEvent.change(slider(), { target: { value: step } });
    expect(shownValue()).toBe('at most 256 tokens a frame');
    expect(caption()).toBe('Frame 1 as the model sees it: 504 × 364 pixels (original 1120 × 840), 236 tokens.');
    await drawn(504, 364);
    expect(app.session.page.getState().frames).toBe(before);
    expect(app.session.page.getState().settings.maxPixels).toBe(1_003_520);
    fireEvent.pointerUp(slider());
    expect(app.session.page.getState().settings.maxPixels).toBe(256 * 784);
    await waitFor(() => expect(sizes(app)).toEqual(['504x364', '280x280']));
    // The second frame is smaller than that, so its file stays the same, byte for byte.
    expect(app.session.page.getState().frames[1]).toBe(before[1]);
    expect(shownValue()).toBe('at most 256 tokens a frame');
  });

  test('can be set by keyboard', async () => {
    const app = await openWith(await pictures([[1120, 840]]));
    slider().focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(shownValue()).toBe('at most 1,024 tokens a frame');
    await waitFor(() => expect(sizes(app)).toEqual(['1008x756']));
    await userEvent.keyboard('{Home}');
    expect(shownValue()).toBe('at most 64 tokens a frame');
    await waitFor(() => expect(sizes(app)).toEqual(['252x168']));
    await userEvent.keyboard('{End}');
    expect(shownValue()).toBe('at most 16,384 tokens a frame');
    await waitFor(() => expect(sizes(app)).toEqual(['1120x840']));
  });

  test('counts in tokens of the chosen model', async () => {
    const app = await openWith(await pictures([[1120, 840]]));
    app.session.chooseRecipe('Any vision-language model');
    // For Qwen3-VL one token is 32 by 32 pixels.
    await waitFor(() => expect(shownValue()).toBe('at most 1,024 tokens a frame'));
    expect(caption()).toBe('Frame 1 as the model sees it: 1120 × 832 pixels (original 1120 × 840), 912 tokens.');
    await waitFor(() => expect(sizes(app)).toEqual(['1120x832']));
  });
});

describe('the preview', () => {
  // The sent picture has not exactly the aspect ratio of the file, and neither has the preview.
  test.each([
    ['halves', async () => image(1100, 840, halves), 420, 336],
    ['fine lines', async () => image(1100, 840, lines), 420, 336],
    ['a photo that was turned', async () => turned(await image(1100, 840, halves, 'image/jpeg'), 6), 336, 420],
    ['a transparent file', async () => image(1100, 840, nothing), 420, 336],
  ])('has the pixels of the sent picture: %s', async (_, file, width, height) => {
    const app = await openWith([await file()]);
    fireEvent.change(slider(), { target: { value: '2' } });
    const canvas = await drawn(width, height);
    fireEvent.pointerUp(slider());
    await waitFor(() => expect(sizes(app)).toEqual([`${width}x${height}`]));
    const sent = await pixelsOf(app.session.page.getState().frames[0]!.blob);
    // The sent picture is a JPEG, so its values differ a little.
    await waitFor(async () => expect(difference(await pixelsOf(canvas), sent)).toBeLessThan(3));
  });

  test('shows the current frame', async () => {
    const { session } = await openWith(
      await pictures([
        [280, 280],
        [560, 336],
      ]),
    );
    await drawn(280, 280);
    expect(preview().ariaLabel).toBe('frame-1.png at 280 by 280 pixels');
    session.view.show(2 as never);
    await drawn(560, 336);
    expect(preview().ariaLabel).toBe('frame-2.png at 560 by 336 pixels');
    expect(caption()).toMatch(/^Frame 2 /);
  });

  test('has a limited height, also for a tall picture', async () => {
    await openWith([await image(28, 2800, halves)]);
    await drawn(28, 2800);
    expect(preview().getBoundingClientRect().height).toBeLessThan(600);
  });

  test('is absent without a frame', () => {
    openApp();
    expect(caption()).toBeNull();
    expect(shownValue()).toBe('at most 1,280 tokens a frame');
  });
});
