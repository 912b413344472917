import { fireEvent, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { openApp, pictures } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { halves, image, lines, nothing, turned } from './files.ts';
import { field, form } from './setup-form.ts';

const slider = (): HTMLInputElement => field('Picture size');
const told = (): string | null => slider().getAttribute('aria-valuetext');
const caption = (): string | null => form().querySelector('figcaption')?.textContent ?? null;
const preview = (): HTMLCanvasElement => within(form()).getByRole('img');
const sizes = ({ desk }: TestApp): string[] =>
  desk.session.getState().frames.map(({ width, height }) => `${width}x${height}`);

async function openWith(files: readonly File[]): Promise<TestApp> {
  const app = openApp();
  await app.desk.frames.add(files);
  await waitFor(() => expect(caption()).not.toBeNull());
  return app;
}

/** The preview, once it is drawn in this size. */
async function drawn(width: number, height: number): Promise<HTMLCanvasElement> {
  return waitFor(() => {
    const canvas = preview();
    expect([canvas.width, canvas.height]).toEqual([width, height]);
    return canvas;
  });
}

/** The pixels of a picture, four channels each. */
async function pixelsOf(source: Blob | HTMLCanvasElement): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(source);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

/** By how much the channels of two pictures differ in the mean, of 255. */
function difference(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
  expect(one.length).toBe(other.length);
  return one.reduce((sum, value, i) => sum + Math.abs(value - (other[i] ?? 0)), 0) / one.length;
}

describe('the size of the pictures', () => {
  test('is a slider of tokens, which says what it stands at', async () => {
    await openWith(await pictures([[1120, 840]]));
    expect(slider().type).toBe('range');
    expect(told()).toBe('at most 1,280 tokens a frame');
    expect(caption()).toBe('Frame 1 as the model sees it: 1120 × 840 pixels, 1,202 tokens.');
    expect(within(form()).getByText('at most 1,280 tokens a frame')).toBeDefined();
  });

  test('makes the frames anew when it is let go, not while it is drawn', async () => {
    const app = await openWith(
      await pictures([
        [1120, 840],
        [280, 280],
      ]),
    );
    const before = app.desk.session.getState().frames;
    for (const step of ['7', '5', '3']) fireEvent.change(slider(), { target: { value: step } });
    expect(told()).toBe('at most 256 tokens a frame');
    expect(caption()).toBe('Frame 1 as the model sees it: 504 × 364 pixels (original 1120 × 840), 236 tokens.');
    await drawn(504, 364);
    expect(app.desk.session.getState().frames).toBe(before);
    expect(app.desk.session.getState().settings.maxPixels).toBe(1_003_520);
    fireEvent.pointerUp(slider());
    expect(app.desk.session.getState().settings.maxPixels).toBe(256 * 784);
    await waitFor(() => expect(sizes(app)).toEqual(['504x364', '280x280']));
    // The second one is not larger than that: it is the same to the last byte.
    expect(app.desk.session.getState().frames[1]).toBe(before[1]);
    expect(told()).toBe('at most 256 tokens a frame');
  });

  test('is moved with the keys', async () => {
    const app = await openWith(await pictures([[1120, 840]]));
    slider().focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(told()).toBe('at most 1,024 tokens a frame');
    await waitFor(() => expect(sizes(app)).toEqual(['1008x756']));
    await userEvent.keyboard('{Home}');
    expect(told()).toBe('at most 64 tokens a frame');
    await waitFor(() => expect(sizes(app)).toEqual(['252x168']));
    await userEvent.keyboard('{End}');
    expect(told()).toBe('at most 16,384 tokens a frame');
    await waitFor(() => expect(sizes(app)).toEqual(['1120x840']));
  });

  test('is in the tokens of the model that is asked', async () => {
    const app = await openWith(await pictures([[1120, 840]]));
    app.desk.chooseRecipe('Any vision-language model');
    // Qwen3-VL makes one of 32 by 32 pixels.
    await waitFor(() => expect(told()).toBe('at most 1,024 tokens a frame'));
    expect(caption()).toBe('Frame 1 as the model sees it: 1120 × 832 pixels (original 1120 × 840), 912 tokens.');
    await waitFor(() => expect(sizes(app)).toEqual(['1120x832']));
  });
});

describe('the preview', () => {
  // Not quite of the shape of the file, as what is sent is not.
  test.each([
    ['halves', async () => image(1100, 840, halves), 420, 336],
    ['fine lines', async () => image(1100, 840, lines), 420, 336],
    ['a photo that was turned', async () => turned(await image(1100, 840, halves, 'image/jpeg'), 6), 336, 420],
    ['a transparent file', async () => image(1100, 840, nothing), 420, 336],
  ])('has the pixels that will be sent: %s', async (_, file, width, height) => {
    const app = await openWith([await file()]);
    fireEvent.change(slider(), { target: { value: '2' } });
    const canvas = await drawn(width, height);
    fireEvent.pointerUp(slider());
    await waitFor(() => expect(sizes(app)).toEqual([`${width}x${height}`]));
    const sent = await pixelsOf(app.desk.session.getState().frames[0]!.blob);
    // What is sent is a JPEG, a few values off.
    await waitFor(async () => expect(difference(await pixelsOf(canvas), sent)).toBeLessThan(3));
  });

  test('is that of the frame that is shown', async () => {
    const { desk } = await openWith(
      await pictures([
        [280, 280],
        [560, 336],
      ]),
    );
    await drawn(280, 280);
    expect(preview().ariaLabel).toBe('frame-1.png in 280 by 280 pixels');
    desk.view.show(2 as never);
    await drawn(560, 336);
    expect(preview().ariaLabel).toBe('frame-2.png in 560 by 336 pixels');
    expect(caption()).toMatch(/^Frame 2 /);
  });

  test('of a tall strip is not as tall as the page', async () => {
    await openWith([await image(28, 2800, halves)]);
    await drawn(28, 2800);
    expect(preview().getBoundingClientRect().height).toBeLessThan(600);
  });

  test('is none without a frame', () => {
    openApp();
    expect(caption()).toBeNull();
    expect(told()).toBe('at most 1,280 tokens a frame');
  });
});
