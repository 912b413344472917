import { memo } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import type { EntityId, FrameNo } from '../../grounding/base.ts';
import { ANYTHING, entityKey, isPinnedIn } from '../../session/index.ts';
import { useHighlight, useRunView } from '../../session/react.tsx';
import { identityStyle } from '../../theme/index.ts';
import type { BoxedRow } from './boxOutlines.ts';
import { BASE_LAYER, UPPER_LAYER } from './tileStyle.ts';

interface Props {
  readonly frame: FrameNo;
  readonly rows: readonly BoxedRow[];
  readonly orders: readonly number[];
}

/**
 * One mark per entity with a box in this frame, in its hue. Pointing at a mark highlights the entity, a click pins it.
 * The keyboard and screen readers do not reach the marks: they find the same entities, with names, in story, tables and
 * matrix.
 */
export const EntityMarks = memo(function Marks({ frame, rows, orders }: Props): ReactNode {
  const view = useRunView();
  const highlight = useHighlight();
  function pin(event: MouseEvent): void {
    const [id] = markedAt(event.target);
    if (id === undefined) return;
    const { pinned } = view.store.getState().selection;
    const add = event.ctrlKey || event.metaKey;
    if (isPinnedIn(pinned, id, frame)) view.toggle([id], frame, add);
    else view.pin([id], frame, add);
    view.show(frame);
  }
  const marks = new Map(rows.map(({ id }, i) => [id, identityStyle(id, orders[i] ?? -1)]));
  return (
    <div className="absolute inset-x-[5px] top-[72px] bottom-0" aria-hidden onClick={pin}>
      <div ref={highlight(ANYTHING)} className={`flex h-full ${BASE_LAYER}`}>
        {[...marks].map(([id, style]) => (
          <i key={id} data-mark={id} className={`${MARK} cursor-pointer`} style={style} />
        ))}
      </div>
      <div className="pointer-events-none absolute inset-0 flex">
        {[...marks].map(([id, style]) => (
          <i key={id} ref={highlight(entityKey(id, frame))} className={`${MARK} ${UPPER_LAYER}`} style={style} />
        ))}
      </div>
    </div>
  );
});

// A mark is 4 pixels high, but its target is the full height of the space below the thumbnail.
const MARK =
  'identity max-w-[17px] min-w-0 flex-1 pt-1.5 before:mr-[min(3px,20%)] before:block before:h-1 before:rounded-[2px] before:bg-(--tone)';

/** The entity whose mark the event happened on, or an empty list. */
export function markedAt(target: EventTarget): readonly EntityId[] {
  const mark = target instanceof Element ? target.closest<HTMLElement>('[data-mark]') : null;
  return mark === null ? [] : [mark.dataset['mark'] as EntityId];
}
