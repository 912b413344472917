import type { Layer as KonvaLayer } from 'konva/lib/Layer';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Group, Layer, Stage } from 'react-konva/lib/ReactKonvaCore';
import type { EntityId, Size } from '../../grounding/base.ts';
import { ErrorBoundary } from '../../ui/index.ts';
import { loadLabelFonts, placeLabels, placeHighlightedLabels } from './label.ts';
import type { Label } from './label.ts';
import { DrawnBox } from './DrawnBox.tsx';
import { DrawnLabel } from './DrawnLabel.tsx';
import type { VisibleBox } from './visibleBoxes.ts';
import { usePixelRatio } from './usePixelRatio.ts';

interface Props {
  readonly stage: Size;
  /** The boxes to draw; the caller has already left out the hidden ones. */
  readonly boxes: readonly VisibleBox[];
  readonly lit: readonly EntityId[];
  readonly opacity: number;
  readonly labels: boolean;
}

/** The opacity of all other boxes while at least one box is highlighted. */
const FADED = 0.5;
const NO_LABELS: ReadonlyMap<string, Label> = new Map();

/**
 * The boxes on a canvas over the picture. All boxes that are not highlighted share one group, which fades as a whole. A
 * hover therefore changes the group and the few highlighted boxes, however many others there are, and no label moves.
 * The React keys are list positions: when the frame changes, Konva moves the existing shapes, which is cheaper than
 * creating new ones.
 */
function Drawing({ stage, boxes, lit, opacity, labels }: Props): ReactNode {
  const pixelRatio = usePixelRatio();
  const layer = usePixelRatioOf(pixelRatio);
  useEffect(loadLabelFonts, []);
  const [crash, setCrash] = useState<{ readonly error: unknown } | null>(null);
  const highlighted = boxes.filter(({ id }) => lit.includes(id));
  const allLabels = useMemo(() => (labels ? placeLabels(boxes, stage) : NO_LABELS), [labels, boxes, stage]);
  const { lit: litLabels, covered } = placeHighlightedLabels(highlighted, stage, allLabels);
  const style = { opacity, pixelRatio };
  if (crash !== null) throw crash.error;
  return (
    <Stage width={stage.width} height={stage.height} listening={false} aria-hidden>
      {/* React Konva only logs an error in its tree. Drawing throws it again, and the pane catches it. */}
      <ErrorBoundary renderCrash={() => null} onError={(error) => setCrash({ error })}>
        <Layer ref={layer} listening={false}>
          <Group opacity={highlighted.length > 0 ? FADED : 1}>
            {boxes.map((box, i) => !highlighted.includes(box) && <DrawnBox key={i} box={box} lit={false} {...style} />)}
            {boxes.map(({ key, hue }, i) => {
              const label = allLabels.get(key);
              const visible = label && !litLabels.has(key) && !covered.has(key);
              return visible && <DrawnLabel key={`label ${i}`} hue={hue} label={label} lit={false} />;
            })}
          </Group>
          {highlighted.map((box, i) => (
            <DrawnBox key={i} box={box} lit {...style} />
          ))}
          {highlighted.map(({ key, hue }, i) => {
            const label = litLabels.get(key);
            return label && <DrawnLabel key={`label ${i}`} hue={hue} label={label} lit />;
          })}
        </Layer>
      </ErrorBoundary>
    </Stage>
  );
}

export default memo(Drawing);

/** Keeps the canvas at the screen's pixel ratio. Konva reads the ratio only once, when it creates the layer. */
function usePixelRatioOf(pixelRatio: number): RefObject<KonvaLayer | null> {
  const layer = useRef<KonvaLayer>(null);
  useLayoutEffect(() => {
    const canvas = layer.current?.getCanvas();
    if (!canvas || canvas.getPixelRatio() === pixelRatio) return;
    canvas.setPixelRatio(pixelRatio);
    layer.current?.batchDraw();
  }, [pixelRatio]);
  return layer;
}
