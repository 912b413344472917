import {
  closestCenter,
  DndContext,
  KeyboardCode,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { Announcements, DragEndEvent } from '@dnd-kit/core';
import { horizontalListSortingStrategy, SortableContext, sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Frame } from '../../session/index.ts';
import { useDesk, useSession } from '../../session/react.tsx';
import { FrameTile } from './FrameTile.tsx';

/** The frames in their order: to choose one, to sort them by drag or keyboard, to take one out. */
export function FrameStrip(): ReactNode {
  const desk = useDesk();
  const frames = useSession((state) => state.frames);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: sortableKeyboardCoordinates,
      // Enter shows the frame, so the space bar alone lifts it.
      keyboardCodes: {
        start: [KeyboardCode.Space],
        cancel: [KeyboardCode.Esc],
        end: [KeyboardCode.Space, KeyboardCode.Enter, KeyboardCode.Tab],
      },
    }),
  );
  const announcements = useMemo(() => announce(() => desk.session.getState().frames), [desk]);

  function drop({ active, over }: DragEndEvent): void {
    const to = frames.findIndex((frame) => frame.id === over?.id);
    if (to >= 0 && over?.id !== active.id) desk.frames.move(String(active.id), to);
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: INSTRUCTIONS }}
    >
      <SortableContext items={frames.map((frame) => frame.id)} strategy={horizontalListSortingStrategy}>
        <ol className="flex gap-2.5" aria-label="Frames">
          {frames.map((frame, index) => (
            <FrameTile key={frame.id} frame={frame} index={index} />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

const INSTRUCTIONS = {
  draggable:
    'Press Space to lift the frame, the arrow keys to move it, Space to put it down, Escape to cancel, Delete to remove it.',
};

/** What a screen reader hears while a frame is moved. */
function announce(framesNow: () => readonly Frame[]): Announcements {
  const place = (id: unknown): string => {
    const frames = framesNow();
    return `${frames.findIndex((frame) => frame.id === id) + 1} of ${frames.length}`;
  };
  const name = (id: unknown): string => framesNow().find((frame) => frame.id === id)?.name ?? 'The frame';
  return {
    onDragStart: ({ active }) => `${name(active.id)} is lifted, at place ${place(active.id)}.`,
    onDragOver: ({ active, over }) => (over ? `${name(active.id)} is over place ${place(over.id)}.` : undefined),
    onDragEnd: ({ active, over }) => `${name(active.id)} is put down${over ? ` at place ${place(over.id)}` : ''}.`,
    onDragCancel: ({ active }) => `${name(active.id)} is back at place ${place(active.id)}.`,
  };
}
