import type { CSSProperties } from 'react';
import type { Box } from '../grounding/base.ts';

/** The style that puts an absolutely positioned element exactly over a box. */
export function positionStyle({ x1, y1, x2, y2 }: Box<'stage'>): CSSProperties {
  return { left: x1, top: y1, width: x2 - x1, height: y2 - y1 };
}
