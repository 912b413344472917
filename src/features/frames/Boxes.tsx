import { memo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { ANYTHING, entityKey } from '../../session/index.ts';
import { useHighlight, useSessionParts } from '../../session/react.tsx';
import { identityStyle, positionStyle } from '../../theme/index.ts';
import { measuresOf, boxOutline } from './boxOutlines.ts';
import type { BoxedRow } from './boxOutlines.ts';
import { BASE_LAYER, UPPER_LAYER } from './tileStyle.ts';

interface Props {
  readonly frame: FrameNo;
  readonly rows: readonly BoxedRow[];
  readonly fit: 'cover' | 'contain';
  readonly orders: readonly number[];
}

/**
 * The boxes of a frame over its thumbnail. They are elements, so that their lines are on whole pixels and CSS can
 * highlight them.
 */
export const Boxes = memo(function Boxes({ frame, rows, fit, orders }: Props): ReactNode {
  const highlight = useHighlight();
  const measures = useSessionParts((state) => measuresOf(state, frame));
  const boxes = rows.map(({ id, box }, i) => {
    const { at, clamped, empty } = boxOutline(box, measures, fit);
    const position = positionStyle(at);
    const style: CSSProperties = {
      ...identityStyle(id, orders[i] ?? -1),
      ...(empty ? { left: position.left, top: position.top } : position),
    };
    return { key: `${id}-${i}`, id, style, clamped, empty };
  });
  return (
    <span className="pointer-events-none absolute inset-0">
      <span ref={highlight(ANYTHING)} className={`absolute inset-0 ${BASE_LAYER}`}>
        {boxes.map(({ key, style, clamped, empty }) => (
          <i key={key} className={boxStyle(clamped, empty, false)} style={style} />
        ))}
      </span>
      {boxes.map(({ key, id, style, clamped, empty }) => (
        <i
          key={key}
          ref={highlight(entityKey(id, frame))}
          className={`${boxStyle(clamped, empty, true)} ${UPPER_LAYER}`}
          style={style}
        />
      ))}
    </span>
  );
});

/** An outline, dashed if the picture's edge cut the box off; a dot if the box has no area. */
function boxStyle(clamped: boolean, empty: boolean, lit: boolean): string {
  if (empty) return `absolute size-1.5 -translate-1/2 rounded-full bg-[oklch(0.8_0.13_var(--hue))]`;
  const line = lit ? 'border-2 border-[oklch(0.8_0.13_var(--hue))]' : 'border border-[oklch(0.8_0.13_var(--hue)/0.75)]';
  return `absolute rounded-[1px] ${line} ${clamped ? 'border-dashed' : ''}`;
}
