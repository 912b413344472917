import type { Context } from 'konva/lib/Context';
import type { Shape as KonvaShape } from 'konva/lib/Shape';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { Group, Rect, Shape, Text } from 'react-konva/lib/ReactKonvaCore';
import 'konva/lib/shapes/Rect';
import 'konva/lib/shapes/Text';
import { PICTURE_INK, pictureTone } from '../../ui/index.ts';
import { ARROW, FACE, HEIGHT, PADDING } from './chip.ts';
import type { Chip } from './chip.ts';
import type { SeenBox } from './sight.ts';

interface Props {
  readonly box: SeenBox;
  readonly chip: Chip;
  readonly lit: boolean;
}

/** The label of a box: who it is in ink on their colour, and where to look for it. Without being lit it is quieter. */
export const DrawnChip = memo(({ box, chip, lit }: Props): ReactNode => (
  <Group x={Math.round(chip.x)} y={Math.round(chip.y)} opacity={lit ? 1 : 0.88}>
    <Rect width={chip.width} height={chip.height} cornerRadius={5} fill={pictureTone(box.hue)} />
    {chip.towards !== null && (
      <Shape
        x={PADDING + ARROW / 2}
        y={HEIGHT / 2}
        rotation={(chip.towards * 180) / Math.PI}
        fill={PICTURE_INK}
        sceneFunc={drawArrow}
      />
    )}
    <Text x={chip.nameAt} y={5.5} text={chip.name} {...FACE.name} fill={PICTURE_INK} />
    <Text x={chip.idAt} y={6} text={chip.says} {...FACE.id} fill={PICTURE_INK} opacity={0.8} />
  </Group>
));

/** An arrowhead about the origin, to the right. */
function drawArrow(context: Context, shape: KonvaShape): void {
  const half = ARROW / 2 - 1;
  context.beginPath();
  context.moveTo(half, 0);
  context.lineTo(-half, -half);
  context.lineTo(1 - half / 2, 0);
  context.lineTo(-half, half);
  context.closePath();
  context.fillStrokeShape(shape);
}
