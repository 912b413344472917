import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { X } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Frame } from '../../session/index.ts';
import { urlOf } from '../../session/index.ts';
import { useRunView } from '../../session/react.tsx';
import { thumbnailStyle, tileStyle } from './tileStyle.ts';
import { markedAt, EntityMarks } from './EntityMarks.tsx';
import { sayTile } from './progress.ts';
import { TileFace } from './TileFace.tsx';
import type { TilePosition } from './TileList.tsx';
import { useTile } from './useTile.ts';

interface Props extends TilePosition {
  readonly frame: Frame;
  readonly index: number;
  /** The user wants to remove the frame at this index. */
  readonly onDelete: (index: number) => void;
}

// A constant element, because all tiles render when a frame is added or dragged.
const CROSS = <X size={13} aria-hidden />;
// Visible only on the hovered tile. The colour hides the button, because opacity would create a compositor layer for
// each tile.
const REMOVE_STYLE =
  'text-transparent group-hover:bg-black/60 group-hover:text-white focus-visible:bg-black/60 focus-visible:text-white [@media(hover:none)]:bg-black/60 [@media(hover:none)]:text-white';
const KEYS = 'Press Space to lift the frame, then the arrow keys to move it. Press Delete to remove it.';

/** One frame of the strip. */
export const FrameTile = memo(function FrameTile(props: Props): ReactNode {
  const { frame, index, number, shown, held, near, onDelete } = props;
  const view = useRunView();
  const { progress, rows, orders, findings } = useTile(number);
  const sortable = useSortable({ id: frame.id });
  const { attributes, listeners, setNodeRef, transform, transition, active } = sortable;
  const isDragged = active?.id === frame.id;
  const description = sayTile(progress, rows.length, findings, held);
  return (
    <li
      ref={setNodeRef}
      className={`${tileStyle(near)} ${isDragged ? 'z-20' : ''}`}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      // Not pointerover: tiles that scroll under a resting pointer must not count as hovered.
      onPointerMove={({ target }) => {
        if (active === null) view.hover(markedAt(target), number);
      }}
    >
      <button
        type="button"
        {...attributes}
        {...listeners}
        aria-label={`Frame ${index + 1}: ${frame.name}`}
        // aria-describedby, which the library sets, would override aria-description.
        aria-describedby={undefined}
        aria-description={description === '' ? KEYS : `${description}. ${KEYS}`}
        aria-current={shown}
        tabIndex={-1}
        className={`${thumbnailStyle(shown)} ${isDragged ? 'shadow-lift' : ''}`}
        onClick={() => view.show(number)}
        onKeyDown={(event) => {
          if (event.key === 'Delete' && active === null) onDelete(index);
          else listeners?.['onKeyDown']?.(event);
        }}
      >
        <TileFace
          frame={number}
          place={index + 1}
          url={urlOf(frame)}
          rows={rows}
          orders={orders}
          progress={progress}
          findings={findings}
          held={held}
          near={near}
        />
      </button>
      <button
        type="button"
        aria-label={`Remove ${frame.name}`}
        // With the keyboard, the Delete key removes the frame.
        tabIndex={-1}
        className={`absolute top-[11px] right-[7px] grid size-5 place-items-center rounded-full ${REMOVE_STYLE}`}
        onClick={() => onDelete(index)}
      >
        {CROSS}
      </button>
      {near && <EntityMarks frame={number} rows={rows} orders={orders} />}
    </li>
  );
});
