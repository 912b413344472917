import type { ReactNode } from 'react';
import { Group, Rect, Text } from 'react-konva/lib/ReactKonvaCore';
import 'konva/lib/shapes/Rect';
import 'konva/lib/shapes/Text';
import { PICTURE_INK, pictureTone } from '../../ui/index.ts';
import type { Chip } from './chip.ts';
import type { SeenBox } from './sight.ts';

// The line of a box that was cut off at the edge of the picture; the same lists each time, or Konva draws anew.
const BROKEN = [10, 4];
const WHOLE: number[] = [];
const DOTTED = [2, 2];

/** CSS pixels, however much the picture is magnified. */
const LINE = 2;
const LIT_LINE = 3;
const MARK = 10;
/** The fill of a lit box stands out from the others by this. */
const LIT_FILL = 0.1;

interface DrawnBoxProps {
  readonly box: SeenBox;
  readonly lit: boolean;
  /** Somebody else is lit. */
  readonly dimmed: boolean;
  readonly opacity: number;
  readonly pixelRatio: number;
}

/** One box of the canvas: a rectangle, broken where the picture's edge cut it, or a mark where it has no area. */
export function DrawnBox({ box, lit, dimmed, opacity, pixelRatio }: DrawnBoxProps): ReactNode {
  const strength = lit ? 1 : dimmed ? 0.4 : 0.8;
  const stroke = pictureTone(box.hue, strength);
  // An edge between two device pixels would be drawn over both.
  const snap = (value: number): number => Math.round(value * pixelRatio) / pixelRatio;
  const x1 = snap(box.at.x1);
  const y1 = snap(box.at.y1);
  if (box.empty)
    return (
      <Rect
        x={x1 - MARK / 2}
        y={y1 - MARK / 2}
        width={MARK}
        height={MARK}
        stroke={stroke}
        strokeWidth={LINE}
        dash={DOTTED}
        perfectDrawEnabled={false}
      />
    );
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
      fill={pictureTone(box.hue, lit ? Math.min(1, opacity + LIT_FILL) : opacity * (dimmed ? 0.4 : 1))}
      dash={box.clamped ? BROKEN : WHOLE}
      perfectDrawEnabled={false}
    />
  );
}

/** The label of a box: who it is in ink on their colour. Without being lit it is quieter. */
export function DrawnChip({
  box,
  chip,
  lit,
  dimmed,
}: Pick<DrawnBoxProps, 'box' | 'lit' | 'dimmed'> & { readonly chip: Chip }): ReactNode {
  return (
    <Group x={Math.round(chip.x)} y={Math.round(chip.y)} opacity={lit ? 1 : dimmed ? 0.55 : 0.88}>
      <Rect width={chip.width} height={chip.height} cornerRadius={5} fill={pictureTone(box.hue)} />
      <Text
        x={9}
        y={5.5}
        text={chip.name}
        fontFamily="Inter Variable, system-ui"
        fontStyle="650"
        fontSize={13}
        fill={PICTURE_INK}
      />
      <Text
        x={chip.idAt}
        y={6}
        text={box.id}
        fontFamily="Inter Variable, system-ui"
        fontSize={12}
        fill={PICTURE_INK}
        opacity={0.8}
      />
    </Group>
  );
}
