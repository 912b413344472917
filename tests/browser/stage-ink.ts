import { waitFor } from '@testing-library/react';
import { expect } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { openOutput, stage, boxButton } from '../helpers/app.tsx';
import type { Size, TestApp } from '../helpers/app.tsx';

/** The harbour with three pictures, once its boxes are drawn. */
export async function openHarbour(): Promise<TestApp> {
  const size: Size = [560, 336];
  const app = await openOutput(harbour, [size, size, size]);
  await waitFor(async () => canvasOn(await stage(1)));
  return app;
}

/** The canvas of the boxes, once it is there. */
export function canvasOn(on: HTMLElement): HTMLCanvasElement {
  const canvas = on.querySelector('canvas');
  if (!canvas) throw new Error('No canvas');
  return canvas;
}

/** The colour on it at a place of the page, as `[r, g, b, a]`. */
export function inkAt(on: HTMLElement, x: number, y: number): number[] {
  const canvas = canvasOn(on);
  const place = canvas.getBoundingClientRect();
  const ratio = canvas.width / place.width;
  const context = canvas.getContext('2d');
  return [...(context?.getImageData((x - place.left) * ratio, (y - place.top) * ratio, 1, 1).data ?? [])];
}

/** How much is drawn there, from 0 to 1. */
export function strengthAt(on: HTMLElement, x: number, y: number): number {
  return (inkAt(on, x, y)[3] ?? 0) / 255;
}

/** How strongly the left line of a box is drawn, near its foot, where no other box is. */
export async function lineOf(id: string): Promise<number> {
  const { left, bottom } = (await boxButton(id)).getBoundingClientRect();
  return strengthAt(await stage(1), left + 1, bottom - 12);
}

/** How strongly the label is drawn that stands above the top left corner of a box. */
export async function labelOf(id: string): Promise<number> {
  const { left, top } = (await boxButton(id)).getBoundingClientRect();
  return strengthAt(await stage(1), left + 4, top - 4);
}

/** What a colour of CSS is in pixels. */
export function pixelOf(colour: string): number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data];
}

export function expectNear(actual: readonly number[], expected: readonly number[]): void {
  for (const [i, channel] of expected.entries()) expect(Math.abs((actual[i] ?? 0) - channel)).toBeLessThanOrEqual(3);
}

/** Which of the boxes of the first image are drawn, once it is those. */
export async function expectDrawn(...expected: readonly string[]): Promise<void> {
  const all = ['char1', 'char2', 'lm1', 'obj1'];
  await waitFor(async () => {
    const strengths = await Promise.all(all.map(lineOf));
    expect(all.filter((_, i) => (strengths[i] ?? 0) > 0.3)).toEqual(expected);
  });
}
