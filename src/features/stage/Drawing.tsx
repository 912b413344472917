import { memo } from 'react';
import type { ReactNode } from 'react';
import { Group, Image as Picture, Layer, Rect, Stage, Text } from 'react-konva/lib/ReactKonvaCore';
import 'konva/lib/shapes/Image';
import 'konva/lib/shapes/Rect';
import 'konva/lib/shapes/Text';
import type { EntityId } from '../../grounding/index.ts';
import { PICTURE_INK, pictureTone } from '../../ui/index.ts';
import { chipOf } from './chip.ts';
import type { SeenBox } from './sight.ts';
import { usePicture } from './usePicture.ts';

export interface DrawingProps {
  readonly url: string | null;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly SeenBox[];
  readonly lit: readonly EntityId[];
}

/**
 * The picture and its boxes on a canvas of two layers, since the picture never changes while boxes light up. Loaded
 * only when there is something to draw: Konva is 60 kB of script.
 */
function Drawing({ url, width, height, boxes, lit }: DrawingProps): ReactNode {
  const picture = usePicture(url);
  const anybody = boxes.some((box) => lit.includes(box.id));
  // Lit boxes are drawn over all others, whatever their size.
  const ordered = [...boxes.filter((box) => !lit.includes(box.id)), ...boxes.filter((box) => lit.includes(box.id))];
  return (
    <Stage width={width} height={height} listening={false} aria-hidden>
      <Layer listening={false}>
        {picture !== null && <Picture image={picture} width={width} height={height} />}
        {anybody && <Rect width={width} height={height} fill="#0b0a08" opacity={0.22} />}
      </Layer>
      <Layer listening={false}>
        {ordered.map((box) => (
          <DrawnBox key={box.key} box={box} lit={lit.includes(box.id)} dimmed={anybody} stage={{ width, height }} />
        ))}
      </Layer>
    </Stage>
  );
}

export default memo(Drawing);

// The line of a box that was cut off at the edge of the picture; the same lists each time, or Konva draws anew.
const BROKEN = [10, 4];
const WHOLE: number[] = [];

interface DrawnBoxProps {
  readonly box: SeenBox;
  readonly lit: boolean;
  readonly dimmed: boolean;
  readonly stage: { readonly width: number; readonly height: number };
}

function DrawnBox({ box, lit, dimmed, stage }: DrawnBoxProps): ReactNode {
  const { x1, y1, x2, y2 } = box.at;
  const tone = pictureTone(box.hue);
  if (box.empty)
    return (
      <Rect
        x={x1 - 5}
        y={y1 - 5}
        width={10}
        height={10}
        rotation={0}
        stroke={tone}
        strokeWidth={2}
        dash={[2, 2]}
        opacity={lit ? 1 : 0.6}
      />
    );
  const stroke = lit ? 3.5 : 2;
  // Strokes are drawn inside the box, so that they do not leave the picture at its edge.
  const inner = {
    x: x1 + stroke / 2,
    y: y1 + stroke / 2,
    width: Math.max(x2 - x1 - stroke, 0.5),
    height: Math.max(y2 - y1 - stroke, 0.5),
  };
  const chip = lit ? chipOf(box, stage) : null;
  return (
    <Group>
      <Rect
        {...inner}
        name={box.id}
        cornerRadius={2}
        stroke={tone}
        strokeWidth={stroke}
        opacity={lit ? 1 : dimmed ? 0.4 : 0.8}
        fill={lit ? pictureTone(box.hue, 0.14) : ''}
        dash={box.clamped ? BROKEN : WHOLE}
      />
      {chip !== null && (
        <Group x={chip.x} y={chip.y}>
          <Rect width={chip.width} height={chip.height} cornerRadius={5} fill={tone} />
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
      )}
    </Group>
  );
}
