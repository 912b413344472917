import { memo } from 'react';
import type { ReactNode } from 'react';
import { Rect } from 'react-konva/lib/ReactKonvaCore';
import 'konva/lib/shapes/Rect';
import { PICTURE_INK, pictureTone } from '../../theme/index.ts';
import type { VisibleBox } from './visibleBoxes.ts';

// The line of a box that was cut off at the edge of the picture; the same lists each time, or Konva draws anew.
const BROKEN = [10, 4];
const WHOLE: number[] = [];

/** CSS pixels, however much the picture is magnified. */
const LINE = 2;
const LIT_LINE = 3;
const MARK = 8;
const LIT_MARK = 11;
/** The line of a box that is not lit is seen through a little. */
const STRENGTH = 0.8;
/** The fill of a lit box stands out from the others by this. */
const LIT_FILL = 0.1;

interface Props {
  readonly box: VisibleBox;
  readonly lit: boolean;
  readonly opacity: number;
  readonly pixelRatio: number;
}

/** One box of the canvas: a rectangle, broken where the picture's edge cut it, or a diamond where it has no area. */
export const DrawnBox = memo(({ box, lit, opacity, pixelRatio }: Props): ReactNode => {
  const stroke = pictureTone(box.hue, lit ? 1 : STRENGTH);
  // An edge between two device pixels would be drawn over both.
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
  const line = lit ? LIT_LINE : LINE;
  // Strokes are drawn inside the box, so that they do not leave the picture at its edge.
  return (
    <Rect
      name={box.id}
      x={x1 + line / 2}
      y={y1 + line / 2}
      width={Math.max(snap(box.at.x2) - x1 - line, 0.5)}
      height={Math.max(snap(box.at.y2) - y1 - line, 0.5)}
      cornerRadius={2}
      stroke={stroke}
      strokeWidth={line}
      fill={pictureTone(box.hue, lit ? Math.min(1, opacity + LIT_FILL) : opacity)}
      dash={box.clamped ? BROKEN : WHOLE}
      perfectDrawEnabled={false}
    />
  );
});
