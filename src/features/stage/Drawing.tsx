import type { Layer as KonvaLayer } from 'konva/lib/Layer';
import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Image as Picture, Layer, Rect, Stage } from 'react-konva/lib/ReactKonvaCore';
import 'konva/lib/shapes/Image';
import 'konva/lib/shapes/Rect';
import type { EntityId, Size } from '../../grounding/index.ts';
import { layChips } from './chip.ts';
import type { Spot } from './chip.ts';
import { DrawnBox, DrawnChip } from './DrawnBox.tsx';
import type { Area } from './lens.ts';
import type { SeenBox } from './sight.ts';
import { usePicture } from './usePicture.ts';
import { usePixelRatio } from './usePixelRatio.ts';

export interface DrawingProps {
  readonly url: string | null;
  readonly stage: Size;
  /** Where the whole frame lies; most of it is outside of the stage when it is magnified. */
  readonly frame: Area;
  /** CSS pixels for each pixel of the frame. */
  readonly scale: number;
  /** Those that are drawn. */
  readonly boxes: readonly SeenBox[];
  readonly lit: readonly EntityId[];
  readonly opacity: number;
  readonly labels: boolean;
  /** Where labels must not be. */
  readonly taken: readonly Spot[];
}

/** From here on a pixel is a square to be seen, not a blur: device pixels for each of the frame. */
const SQUARE = 4;

/**
 * The picture and its boxes on a canvas of two layers, since the picture never changes while boxes light up. Loaded
 * only when there is something to draw: Konva is 60 kB of script.
 */
function Drawing({ url, stage, frame, scale, boxes, lit, opacity, labels, taken }: DrawingProps): ReactNode {
  const picture = usePicture(url);
  const pixelRatio = usePixelRatio();
  const below = usePixelsOf(pixelRatio);
  const above = usePixelsOf(pixelRatio);
  const dimmed = boxes.some((box) => lit.includes(box.id));
  // Lit boxes are drawn over all others, whatever their size.
  const ordered = [...boxes.filter((box) => !lit.includes(box.id)), ...boxes.filter((box) => lit.includes(box.id))];
  const labelled = labels ? boxes : boxes.filter((box) => !box.empty && lit.includes(box.id));
  const chips = layChips(labelled, lit, stage, taken);
  const shown = useMemo(
    () => ({ x: frame.x1, y: frame.y1, width: frame.x2 - frame.x1, height: frame.y2 - frame.y1 }),
    [frame],
  );
  return (
    <Stage width={stage.width} height={stage.height} listening={false} aria-hidden>
      <Layer ref={below} listening={false} imageSmoothingEnabled={scale * pixelRatio < SQUARE}>
        {picture !== null && <Picture image={picture} {...shown} />}
        {dimmed && <Rect {...shown} fill="#0b0a08" opacity={0.22} />}
      </Layer>
      <Layer ref={above} listening={false}>
        {ordered.map((box) => (
          <DrawnBox
            key={box.key}
            box={box}
            lit={lit.includes(box.id)}
            dimmed={dimmed}
            opacity={opacity}
            pixelRatio={pixelRatio}
          />
        ))}
        {ordered.map((box) => {
          const chip = chips.get(box.key);
          return (
            chip && (
              <DrawnChip key={`chip-${box.key}`} box={box} chip={chip} lit={lit.includes(box.id)} dimmed={dimmed} />
            )
          );
        })}
      </Layer>
    </Stage>
  );
}

export default memo(Drawing);

/** A layer with as many pixels as the screen has: Konva asks for that number once, when a layer is made. */
function usePixelsOf(pixelRatio: number): RefObject<KonvaLayer | null> {
  const layer = useRef<KonvaLayer>(null);
  useLayoutEffect(() => {
    const canvas = layer.current?.getCanvas();
    if (!canvas || canvas.getPixelRatio() === pixelRatio) return;
    canvas.setPixelRatio(pixelRatio);
    layer.current?.batchDraw();
  }, [pixelRatio]);
  return layer;
}
