import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { X } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { numberOf } from '../../session/index.ts';
import type { Frame } from '../../session/index.ts';
import { useDesk, useSession, useShownFrame } from '../../session/react.tsx';
import { Marks } from './Marks.tsx';

interface Props {
  readonly frame: Frame;
  readonly index: number;
  /** The frame of this place is to be taken out. */
  readonly onDelete: (index: number) => void;
}

/** One frame of the strip. */
export const FrameTile = memo(function FrameTile({ frame, index, onDelete }: Props): ReactNode {
  const desk = useDesk();
  const number = useSession((state) => numberOf(state, frame));
  const shown = useShownFrame() === number;
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: frame.id });
  return (
    <li
      ref={setNodeRef}
      className={`group relative w-[112px] flex-none ${isDragging ? 'z-20' : ''}`}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        type="button"
        {...attributes}
        {...listeners}
        aria-label={`Frame ${index + 1}: ${frame.name}`}
        aria-current={shown}
        className={`block w-full touch-manipulation overflow-hidden rounded-[7px] ${shown ? 'ring-2 ring-accent' : 'ring-1 ring-line hover:ring-edge'} ${isDragging ? 'shadow-lift' : ''}`}
        onClick={() => desk.view.show(number)}
        onKeyDown={(event) => {
          if (event.key === 'Delete') onDelete(index);
          else listeners?.['onKeyDown']?.(event);
        }}
      >
        <img
          src={frame.url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className="h-[63px] w-full bg-sunk object-cover"
        />
        <span className="absolute top-1 left-1.5 text-[11px] font-semibold text-white [text-shadow:0_1px_3px_#000c,0_0_2px_#000]">
          {index + 1}
        </span>
      </button>
      <button
        type="button"
        aria-label={`Remove ${frame.name}`}
        className="absolute top-1 right-1 rounded-full bg-black/60 p-0.5 text-white opacity-0 group-hover:opacity-100 focus-visible:opacity-100 [@media(hover:none)]:opacity-100"
        onClick={() => onDelete(index)}
      >
        <X size={13} aria-hidden />
      </button>
      <Marks frame={number} />
    </li>
  );
});
