import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { X } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Frame } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';
import { thumbnailStyle, tileStyle } from './tileStyle.ts';
import { markedAt, EntityMarks } from './EntityMarks.tsx';
import { sayTile } from './progress.ts';
import { TileFace } from './TileFace.tsx';
import type { Standing } from './TileList.tsx';
import { useTile } from './useTile.ts';

interface Props extends Standing {
  readonly frame: Frame;
  readonly index: number;
  /** The frame of this place is to be taken out. */
  readonly onDelete: (index: number) => void;
}

// Made once: all tiles are rendered as a frame is added or dragged.
const CROSS = <X size={13} aria-hidden />;
// Seen on the tile that is pointed at. By colour: opacity would make a layer of each, which every frame goes through.
const REMOVE_LOOK =
  'text-transparent group-hover:bg-black/60 group-hover:text-white focus-visible:bg-black/60 focus-visible:text-white [@media(hover:none)]:bg-black/60 [@media(hover:none)]:text-white';
const KEYS = 'Space lifts it, then the arrow keys move it; Delete removes it.';

/** One frame of the strip. */
export const FrameTile = memo(function FrameTile(props: Props): ReactNode {
  const { frame, index, number, shown, held, stop, near, onDelete } = props;
  const { view } = useDesk();
  const { progress, rows, entities } = useTile(number);
  const sortable = useSortable({ id: frame.id });
  const { attributes, listeners, setNodeRef, transform, transition, active } = sortable;
  const isDragged = active?.id === frame.id;
  const known = sayTile(progress, rows.length, held);
  return (
    <li
      ref={setNodeRef}
      className={`${tileStyle(near)} ${isDragged ? 'z-20' : ''}`}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      // Not pointerover: tiles that scroll under a pointer at rest are not pointed at.
      onPointerMove={({ target }) => {
        if (active === null) view.hover(markedAt(target), number);
      }}
    >
      <button
        type="button"
        {...attributes}
        {...listeners}
        aria-label={`Frame ${index + 1}: ${frame.name}`}
        // A description by reference would take the place of this one.
        aria-describedby={undefined}
        aria-description={known === '' ? KEYS : `${known}. ${KEYS}`}
        aria-current={shown}
        tabIndex={stop ? 0 : -1}
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
          url={frame.url}
          rows={rows}
          entities={entities}
          progress={progress}
          held={held}
          near={near}
        />
      </button>
      <button
        type="button"
        aria-label={`Remove ${frame.name}`}
        // By keyboard, Delete does it.
        tabIndex={-1}
        className={`absolute top-[11px] right-[7px] grid size-5 place-items-center rounded-full ${REMOVE_LOOK}`}
        onClick={() => onDelete(index)}
      >
        {CROSS}
      </button>
      {near && <EntityMarks frame={number} rows={rows} entities={entities} />}
    </li>
  );
});
