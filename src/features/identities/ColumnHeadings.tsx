import { memo, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useShownFrame } from '../../session/react.tsx';
import { reveal } from '../../ui/index.ts';
import { leftOf } from './columns.ts';
import type { Order } from './order.ts';

/** Marks the column of the shown frame, and scrolls it into view when the shown frame changes. */
export function ShownColumn({ head }: { readonly head: number }): ReactNode {
  const frame = useShownFrame();
  const stripe = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const room = stripe.current?.closest<HTMLElement>('[data-scrolls]');
    // The matrix does not scroll while the user points at it.
    if (!room || room.matches(':hover')) return;
    const column = room.querySelector(`[data-head="${frame}"]`);
    if (column) reveal(room, column, { axis: 'x', insets: { left: head } });
  }, [head, frame]);
  return (
    <div
      ref={stripe}
      aria-hidden
      className="pointer-events-none absolute inset-y-0 w-7 rounded-md bg-[color-mix(in_oklch,var(--accent)_9%,transparent)]"
      style={leftOf(frame)}
    />
  );
}

/** The row of column headings. A click on a number shows that frame. */
export const ColumnHeadings = memo(function ColumnHeadings({
  count,
  order,
}: {
  readonly count: number;
  readonly order: Order;
}): ReactNode {
  const shown = useShownFrame();
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-20 flex h-7 items-center bg-paper text-[11.5px] text-soft"
    >
      <div
        role="columnheader"
        aria-colindex={1}
        className="sticky left-0 z-10 flex h-full w-(--head) items-center justify-between bg-paper pr-2 pl-3 wide:pl-5"
      >
        Identity <span>{order === 'persistence' ? 'Images' : 'Mentions'}</span>
      </div>
      {Array.from({ length: count }, (_, i) => (
        <ColumnHeading key={i} frame={i + 1} shown={shown === i + 1} />
      ))}
    </div>
  );
});

const ColumnHeading = memo(function ColumnHeading({
  frame,
  shown,
}: {
  readonly frame: number;
  readonly shown: boolean;
}): ReactNode {
  return (
    <div
      role="columnheader"
      aria-colindex={frame + 1}
      aria-label={`Image ${frame}`}
      aria-current={shown}
      data-head={frame}
      className="absolute inset-y-0 grid w-7 cursor-pointer place-items-center hover:text-ink aria-[current=true]:font-bold aria-[current=true]:text-accent"
      style={leftOf(frame)}
    >
      {frame}
    </div>
  );
});
