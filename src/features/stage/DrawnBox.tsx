import { memo } from 'react';
import type { ReactNode } from 'react';
import { Rect } from 'react-konva/lib/ReactKonvaCore';
import 'konva/lib/shapes/Rect';
import { PICTURE_INK, pictureTone } from '../../theme/index.ts';
import type { VisibleBox } from './visibleBoxes.ts';

// A box that was cut off at the picture's edge has a dashed outline. The arrays are constants because Konva redraws
// when it gets a different array.
const DASHED = [10, 4];
const SOLID: number[] = [];

/** The width of the outline, in CSS pixels at every zoom. */
const OUTLINE = 2;
const LIT_OUTLINE = 3;
const MARK = 8;
const LIT_MARK = 11;
/** The opacity of the outline of a box that is not highlighted. */
const OUTLINE_OPACITY = 0.8;
/** How much more opaque the fill of a highlighted box is. */
const LIT_FILL = 0.1;

interface Props {
  readonly box: VisibleBox;
  readonly lit: boolean;
  readonly opacity: number;
  readonly pixelRatio: number;
}

/** One box on the canvas: a rectangle, dashed if the picture's edge cut it off, or a diamond if it has no area. */
export const DrawnBox = memo(({ box, lit, opacity, pixelRatio }: Props): ReactNode => {
  const stroke = pictureTone(box.hue, lit ? 1 : OUTLINE_OPACITY);
  // An edge between two device pixels would be blurred over both.
  const snap = (value: number): number => Math.round(value * pixelRatio) / pixelRatio;
  const x1 = snap(box.at.x1);
  const y1 = snap(box.at.y1);
  if (box.empty) {
    const side = lit ? LIT_MARK : MARK;
    return (
      <Rect
        x={x1}
        y={y1}
        offsetX={side / 2}
        offsetY={side / 2}
        rotation={45}
        width={side}
        height={side}
        fill={stroke}
        stroke={PICTURE_INK}
        strokeWidth={1}
        perfectDrawEnabled={false}
      />
    );
  }
  const outline = lit ? LIT_OUTLINE : OUTLINE;
  // The outline is drawn inside the box, so that it stays within the picture at its edge.
  return (
    <Rect
      name={box.id}
      x={x1 + outline / 2}
      y={y1 + outline / 2}
      width={Math.max(snap(box.at.x2) - x1 - outline, 0.5)}
      height={Math.max(snap(box.at.y2) - y1 - outline, 0.5)}
      cornerRadius={2}
      stroke={stroke}
      strokeWidth={outline}
      fill={pictureTone(box.hue, lit ? Math.min(1, opacity + LIT_FILL) : opacity)}
      dash={box.clamped ? DASHED : SOLID}
      perfectDrawEnabled={false}
    />
  );
});
