import { screen, within } from '@testing-library/react';
import { expect } from 'vitest';
import { stage } from '../helpers/app.tsx';

const tools = (): HTMLElement => screen.getByRole('group', { name: 'View of the picture' });
export const tool = (name: string): HTMLElement => within(tools()).getByRole('button', { name });
/** The zoom that the toolbar shows. */
export const percent = (): number => Number.parseInt(/(\d+) %/.exec(tools().textContent)?.[1] ?? '', 10);

/** The position of a point of the page within the picture, as shares of its width and height. */
export async function partAt(x: number, y: number): Promise<[number, number]> {
  const { left, top, width, height } = within(await stage(1))
    .getByRole('img', { hidden: true })
    .getBoundingClientRect();
  return [(x - left) / width, (y - top) / height];
}

/** Checks without the code under test that the picture covers as much of the stage as possible. */
export async function expectCovered(): Promise<void> {
  const on = await stage(1);
  const seen = on.getBoundingClientRect();
  const picture = within(on).getByRole('img', { hidden: true }).getBoundingClientRect();
  expect(picture.left).toBeLessThanOrEqual(seen.left + 0.5);
  expect(picture.top).toBeLessThanOrEqual(seen.top + 0.5);
  expect(picture.right).toBeGreaterThanOrEqual(seen.right - 0.5);
  expect(picture.bottom).toBeGreaterThanOrEqual(seen.bottom - 0.5);
}

export function wheel(on: Element, x: number, y: number, init: WheelEventInit): boolean {
  return on.dispatchEvent(
    new WheelEvent('wheel', { clientX: x, clientY: y, bubbles: true, cancelable: true, ...init }),
  );
}

/** A point of the stage, given as shares of its width and height. */
export function placeOn(on: Element, px: number, py: number): { x: number; y: number } {
  const { left, top, width, height } = on.getBoundingClientRect();
  return { x: left + px * width, y: top + py * height };
}
