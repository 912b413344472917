import { memo } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import type { EntityId, FrameNo } from '../../grounding/base.ts';
import { useDesk } from '../../session/react.tsx';
import { identityStyle } from '../../theme/index.ts';
import type { BoxedRow } from './boxOutlines.ts';
import { highlightStyle, BASE_LAYER } from './useStripHighlight.ts';

interface Props {
  readonly frame: FrameNo;
  readonly rows: readonly BoxedRow[];
  readonly entities: readonly EntityId[];
}

/**
 * One mark per entity with a box in this frame, in its hue. Pointing at a mark highlights the entity, a click pins it.
 * The keyboard and screen readers do not reach the marks: they find the same entities, with names, in story, tables and
 * matrix.
 */
export const EntityMarks = memo(function Marks({ frame, rows, entities }: Props): ReactNode {
  const { view } = useDesk();
  function pin(event: MouseEvent): void {
    const [id] = markedAt(event.target);
    if (id === undefined) return;
    const { pinned } = view.store.getState();
    const add = event.ctrlKey || event.metaKey;
    // `pin` toggles. If the entity was pinned in another frame, the second call pins it again, here.
    if (pinned !== null && pinned.ids.includes(id) && pinned.frame !== frame) view.pin([id], frame, add);
    view.pin([id], frame, add);
    view.show(frame);
  }
  const ids = [...new Set(rows.map(({ id }) => id))];
  return (
    <div className="absolute inset-x-[5px] top-[72px] bottom-0" aria-hidden onClick={pin}>
      <div className={`flex h-full ${BASE_LAYER}`}>
        {ids.map((id) => (
          <i
            key={id}
            data-mark={id}
            className={`${MARK} cursor-pointer`}
            style={identityStyle(id, entities.indexOf(id))}
          />
        ))}
      </div>
      <div className="pointer-events-none absolute inset-0 flex">
        {ids.map((id) => (
          <i key={id} className={`${MARK} ${highlightStyle(id)}`} style={identityStyle(id, entities.indexOf(id))} />
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
