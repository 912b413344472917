import { sayNumber } from '../counts.ts';
import type { Measured } from '../box.ts';
import { identitiesOf } from '../identity.ts';
import type { EntityBox } from '../identity.ts';
import { boxRange } from '../table.ts';
import type { EntityId, FrameAnalysis } from '../types.ts';
import type { FrameSizes } from './boxes.ts';
import { note } from './finding.ts';
import type { Finding } from './finding.ts';

/** The least move that counts, as a share of the frame's diagonal. */
const LEAST_MOVE = 0.25;
/** The least change of the area that counts: 3 means three times as large, or a third. */
const LEAST_GROWTH = 3;
/** An entity must move or grow this many times as much as the other entities. */
const TIMES = 3;
/** The least number of steps of other entities. With fewer steps, nothing can be compared. */
const LEAST_OTHERS = 3;

interface Step {
  readonly id: EntityId;
  readonly to: EntityBox;
  readonly from: EntityBox;
  /** The distance of the centres, as a share of the diagonal. */
  readonly move: number;
  /** The logarithm of the areas' quotient, without its sign. */
  readonly growth: number;
}

/**
 * Boxes that jump between neighbouring frames more than the boxes of the other entities. These findings are notes,
 * because a cut of the scene has the same effect.
 */
export function jumpsIn(analyses: readonly FrameAnalysis[], sizes: FrameSizes): readonly Finding[] {
  const steps = stepsIn(analyses, sizes);
  return steps.flatMap(({ id, to, from, move, growth }) => {
    if (move <= LEAST_MOVE && growth <= Math.log(LEAST_GROWTH)) return [];
    const others = steps.filter((step) => step.id !== id);
    if (others.length < LEAST_OTHERS) return [];
    const usualMove = median(others.map((step) => step.move));
    const usualGrowth = median(others.map((step) => step.growth));
    const moves = move > LEAST_MOVE && move > TIMES * usualMove;
    const grows = growth > Math.log(LEAST_GROWTH) && growth > TIMES * usualGrowth;
    if (!moves && !grows) return [];
    const parts = [
      ...(moves ? [`moves by ${percent(move)} % of the diagonal (the others: ${percent(usualMove)} %)`] : []),
      ...(grows
        ? [
            `changes its area ${sayNumber(Math.exp(growth), 1)} times (the others: ${sayNumber(Math.exp(usualGrowth), 1)})`,
          ]
        : []),
    ];
    const sentence = `From frame ${from.frame} to ${to.frame} the box of ${id} ${parts.join(' and ')}.`;
    return [note('jump', boxRange(to.row) ?? to.row.at, to.frame, [id], sentence)];
  });
}

const percent = (share: number): number => Math.round(share * 100);

function stepsIn(analyses: readonly FrameAnalysis[], sizes: FrameSizes): readonly Step[] {
  const identities = identitiesOf({ analyses });
  const ids = new Set(analyses.flatMap(({ frame }) => identities.inFrame(frame).map(({ id }) => id)));
  return [...ids].flatMap((id) => {
    const boxes = identities.of(id).toSorted((a, b) => a.frame - b.frame);
    return boxes.slice(1).flatMap((to, i) => {
      const from = boxes[i];
      const size = sizes[to.frame - 1];
      if (from === undefined || to.frame - from.frame !== 1 || size === null || size === undefined) return [];
      const step = stepOf(id, from, to, size);
      return step === null ? [] : [step];
    });
  });
}

function stepOf(id: EntityId, from: EntityBox, to: EntityBox, size: Measured): Step | null {
  const [a, b] = [from.box, to.box];
  if (areaOf(a) <= 0 || areaOf(b) <= 0) return null;
  const dx = (b.x1 + b.x2 - a.x1 - a.x2) / 2;
  const dy = (b.y1 + b.y2 - a.y1 - a.y2) / 2;
  const move = Math.hypot(dx, dy) / Math.hypot(size.width, size.height);
  return { id, from, to, move, growth: Math.abs(Math.log(areaOf(b) / areaOf(a))) };
}

function areaOf({ x1, y1, x2, y2 }: EntityBox['box']): number {
  return x2 > x1 && y2 > y1 ? (x2 - x1) * (y2 - y1) : 0;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
