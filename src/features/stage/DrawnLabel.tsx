import type { Context } from 'konva/lib/Context';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { PICTURE_INK, pictureTone } from '../../theme/index.ts';
import { ARROW, FONT_FAMILY, fontOf, HEIGHT, PADDING } from './label.ts';
import type { Label } from './label.ts';

interface Props {
  readonly hue: number;
  readonly label: Label;
  readonly lit: boolean;
}

const ROUND = 5;
/** From the top of a label to the baseline of its text, in CSS pixels. */
const BASELINE = 16.5;

/**
 * The label of a box: name and id on the identity's colour, with an arrow if the box is out of view. It is fainter
 * unless the box is highlighted. It is one custom shape: a group of four Konva shapes would measure the text twice more
 * at each hover.
 */
export const DrawnLabel = memo(({ hue, label, lit }: Props): ReactNode => (
  <Shape
    x={Math.round(label.x)}
    y={Math.round(label.y)}
    opacity={lit ? 1 : 0.88}
    sceneFunc={(context) => drawLabel(context, label, hue)}
  />
));

function drawLabel(context: Context, { width, towards, name, nameAt, idText, idAt }: Label, hue: number): void {
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
  context.fillText(idText, idAt, BASELINE);
}

/** Draws an arrowhead that points to `towards`, in radians clockwise from the right. */
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
