import { expect } from 'vitest';
import { stage, boxButton } from '../helpers/app.tsx';
import type { Size } from '../helpers/app.tsx';

/** Where a box must be on the screen, by rules of its own: `measured` is the picture that its numbers are pixels of. */
export async function expectOver(id: string, box: readonly number[], measured: Size, frame = 1): Promise<void> {
  const here = (await boxButton(id, frame)).getBoundingClientRect();
  const whole = (await stage(frame)).getBoundingClientRect();
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box;
  const expected = {
    left: whole.left + (x1 / measured[0]) * whole.width,
    top: whole.top + (y1 / measured[1]) * whole.height,
    right: whole.left + (x2 / measured[0]) * whole.width,
    bottom: whole.top + (y2 / measured[1]) * whole.height,
  };
  for (const side of ['left', 'top', 'right', 'bottom'] as const)
    expect(Math.abs(here[side] - expected[side]), `${id} ${side}`).toBeLessThanOrEqual(0.5);
}
