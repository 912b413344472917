import { memo } from 'react';
import type { ReactNode } from 'react';
import type { EntityId, FrameNo } from '../../grounding/index.ts';
import { useSessionParts } from '../../session/react.tsx';
import { identityStyle } from '../../ui/index.ts';
import { measuresOf, outlineOf } from './outline.ts';
import type { BoxedRow } from './outline.ts';

interface Props {
  readonly frame: FrameNo;
  readonly rows: readonly BoxedRow[];
  readonly fit: 'cover' | 'contain';
  readonly entities: readonly EntityId[];
}

/** The boxes of a frame over its thumbnail. They are elements: their lines lie on whole pixels, and a style lights them. */
export const Boxes = memo(function Boxes({ frame, rows, fit, entities }: Props): ReactNode {
  const measures = useSessionParts((state) => measuresOf(state, frame));
  return rows.map(({ id, box }, i) => {
    const { clamped, empty, ...at } = outlineOf(box, measures, fit);
    const look = empty
      ? 'size-1.5 -translate-1/2 rounded-full bg-[oklch(0.8_0.13_var(--hue))]'
      : `rounded-[1px] border-[length:var(--weight,1px)] border-[oklch(0.8_0.13_var(--hue)/var(--strength,0.75))] ${clamped ? 'border-dashed' : ''}`;
    return (
      <i
        key={`${id}-${i}`}
        data-who={id}
        className={`pointer-events-none absolute ${look}`}
        style={{ ...identityStyle(id, entities.indexOf(id)), ...(empty ? { left: at.left, top: at.top } : at) }}
      />
    );
  });
});
