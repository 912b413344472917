import type { Layer as KonvaLayer } from 'konva/lib/Layer';
import { memo, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Group, Layer, Stage } from 'react-konva/lib/ReactKonvaCore';
import type { EntityId, Size } from '../../grounding/index.ts';
import { loadLabelFonts, placeLabels, placeHighlightedLabels } from './label.ts';
import type { Label } from './label.ts';
import { DrawnBox } from './DrawnBox.tsx';
import { DrawnLabel } from './DrawnLabel.tsx';
import type { VisibleBox } from './visibleBoxes.ts';
import { usePixelRatio } from './usePixelRatio.ts';

interface Props {
  readonly stage: Size;
  /** Those that are drawn. */
  readonly boxes: readonly VisibleBox[];
  readonly lit: readonly EntityId[];
  readonly opacity: number;
  readonly labels: boolean;
}

/** Of their strength, so much is left to the others while somebody is lit. */
const FADED = 0.5;
const NO_CHIPS: ReadonlyMap<string, Label> = new Map();

/**
 * The boxes on a canvas over the picture. All that are not lit are in a group of their own, which fades as one: a hover
 * changes it and the few that are lit, whatever the number of the others, and none of the labels moves. Known by their
 * place: another frame moves the boxes that are there, which takes less than to make others.
 */
function Drawing({ stage, boxes, lit, opacity, labels }: Props): ReactNode {
  const pixelRatio = usePixelRatio();
  const layer = usePixelsOf(pixelRatio);
  useEffect(loadLabelFonts, []);
  const alight = boxes.filter(({ id }) => lit.includes(id));
  const chips = useMemo(() => (labels ? placeLabels(boxes, stage) : NO_CHIPS), [labels, boxes, stage]);
  const { lit: litChips, covered } = placeHighlightedLabels(alight, stage, chips);
  const look = { opacity, pixelRatio };
  return (
    <Stage width={stage.width} height={stage.height} listening={false} aria-hidden>
      <Layer ref={layer} listening={false}>
        <Group opacity={alight.length > 0 ? FADED : 1}>
          {boxes.map((box, i) => !alight.includes(box) && <DrawnBox key={i} box={box} lit={false} {...look} />)}
          {boxes.map(({ key, hue }, i) => {
            const chip = chips.get(key);
            const shown = chip && !litChips.has(key) && !covered.has(key);
            return shown && <DrawnLabel key={`chip ${i}`} hue={hue} chip={chip} lit={false} />;
          })}
        </Group>
        {alight.map((box, i) => (
          <DrawnBox key={i} box={box} lit {...look} />
        ))}
        {alight.map(({ key, hue }, i) => {
          const chip = litChips.get(key);
          return chip && <DrawnLabel key={`chip ${i}`} hue={hue} chip={chip} lit />;
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
