import { screen, within } from '@testing-library/react';
import { expect } from 'vitest';
import { stage } from '../helpers/app.tsx';

const tools = (): HTMLElement => screen.getByRole('group', { name: 'View of the picture' });
export const tool = (name: string): HTMLElement => within(tools()).getByRole('button', { name });
/** What the tools say of how large the picture is. */
export const percent = (): number => Number.parseInt(/(\d+) %/.exec(tools().textContent)?.[1] ?? '', 10);

/** The part of the picture's width, and of its height, at which a place of the page lies. */
export async function partAt(x: number, y: number): Promise<[number, number]> {
  const { left, top, width, height } = within(await stage(1))
    .getByRole('img', { hidden: true })
    .getBoundingClientRect();
  return [(x - left) / width, (y - top) / height];
}

/** Asked by its own rules: nowhere on the stage is there less picture than there could be. */
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

/** A place of the stage, in parts of it. */
export function placeOn(on: Element, px: number, py: number): { x: number; y: number } {
  const { left, top, width, height } = on.getBoundingClientRect();
  return { x: left + px * width, y: top + py * height };
}
