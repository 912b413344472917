import type { Context } from 'konva/lib/Context';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { PICTURE_INK, pictureTone } from '../../theme/index.ts';
import { ARROW, FONT_FAMILY, fontOf, HEIGHT, PADDING } from './label.ts';
import type { Label } from './label.ts';

interface Props {
  readonly hue: number;
  readonly chip: Label;
  readonly lit: boolean;
}

const ROUND = 5;
/** From the upper edge of a chip to the line that its letters stand on, in CSS pixels. */
const BASELINE = 16.5;

/**
 * The label of a box: who it is in ink on their colour, and where to look for it. Without being lit it is quieter. One
 * shape and not a group of four, of which two measure the text once more: a hover makes one anew.
 */
export const DrawnLabel = memo(({ hue, chip, lit }: Props): ReactNode => (
  <Shape
    x={Math.round(chip.x)}
    y={Math.round(chip.y)}
    opacity={lit ? 1 : 0.88}
    sceneFunc={(context) => drawChip(context, chip, hue)}
  />
));

function drawChip(context: Context, { width, towards, name, nameAt, says, idAt }: Label, hue: number): void {
  context.beginPath();
  context.roundRect(0, 0, width, HEIGHT, ROUND);
  context.fillStyle = pictureTone(hue);
  context.fill();
  context.fillStyle = PICTURE_INK;
  if (towards !== null) drawArrow(context, towards);
  context.font = fontOf(FONT_FAMILY.name);
  context.fillText(name, nameAt, BASELINE);
  context.font = fontOf(FONT_FAMILY.id);
  context.globalAlpha *= 0.8;
  context.fillText(says, idAt, BASELINE);
}

/** An arrowhead that points so many radians clockwise from the right. */
function drawArrow(context: Context, towards: number): void {
  const half = ARROW / 2 - 1;
  context.save();
  context.translate(PADDING + ARROW / 2, HEIGHT / 2);
  context.rotate(towards);
  context.beginPath();
  context.moveTo(half, 0);
  context.lineTo(-half, -half);
  context.lineTo(1 - half / 2, 0);
  context.lineTo(-half, half);
  context.closePath();
  context.fill();
  context.restore();
}
