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
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo } from '../../grounding/index.ts';
import { numberOf } from '../../session/index.ts';
import type { Frame, SessionState } from '../../session/index.ts';
import { useDesk, useSession, useSessionParts } from '../../session/react.tsx';
import { FrameTile } from './FrameTile.tsx';
import { TileList } from './TileList.tsx';
import { reveal } from './useReveal.ts';

/** The frames in their order: to choose one, to sort them by drag or keyboard, to take one out. */
export function FrameStrip(): ReactNode {
  const desk = useDesk();
  const frames = useSession((state) => state.frames);
  const numbers = useSessionParts(numbersOf);
  const ids = useMemo(() => frames.map(({ id }) => id), [frames]);
  const places = useMemo(() => numbers.map((number, i) => ({ id: ids[i] ?? '', number })), [numbers, ids]);
  const sensors = useSensors(useSensor(PointerSensor, POINTER), useSensor(KeyboardSensor, KEYS));
  const lifted = useRef(false);
  const isLifted = useCallback(() => lifted.current, []);
  const announcements = useMemo(() => announce(() => desk.session.getState().frames), [desk]);

  function lift(): void {
    lifted.current = true;
    desk.view.leave();
  }
  function putDown(): void {
    lifted.current = false;
  }
  function drop({ active, over }: DragEndEvent): void {
    putDown();
    const to = frames.findIndex((frame) => frame.id === over?.id);
    if (to >= 0 && over?.id !== active.id) desk.frames.move(String(active.id), to);
  }

  // Where a frame was taken out by keyboard, the one that moves up takes the focus: it must not fall off the page.
  const list = useRef<HTMLOListElement>(null);
  const taken = useRef<number | null>(null);
  const takeOut = useCallback(
    (index: number) => {
      taken.current = index;
      desk.frames.remove(desk.session.getState().frames[index]?.id ?? '');
    },
    [desk],
  );
  useLayoutEffect(() => {
    if (taken.current === null) return;
    const at = Math.min(taken.current, frames.length - 1);
    taken.current = null;
    const next = list.current?.children[at];
    if (!(next instanceof HTMLElement)) return;
    next.querySelector('button')?.focus({ preventScroll: true });
    reveal(next);
  }, [frames]);

  const [hearing, setHearing] = useState<HTMLElement | null>(null);
  useEffect(() => {
    // The library's announcements are a live region by aria-live; the one role of status belongs to the phase.
    for (const region of hearing?.querySelectorAll('[role="status"]') ?? []) region.removeAttribute('role');
  });

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragStart={lift}
      onDragCancel={putDown}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: NONE, ...(hearing && { container: hearing }) }}
    >
      <SortableContext items={ids} strategy={horizontalListSortingStrategy}>
        <TileList
          label="Frames"
          list={list}
          places={places}
          isLifted={isLifted}
          renderTile={(standing, index) => {
            const frame = frames[index];
            return frame && <FrameTile key={frame.id} {...standing} frame={frame} index={index} onDelete={takeOut} />;
          }}
        />
      </SortableContext>
      <div ref={setHearing} className="absolute" />
    </DndContext>
  );
}

// The same each time: with other sensors every tile would be rendered.
const POINTER = { activationConstraint: { distance: 6 } };
const KEYS = {
  coordinateGetter: sortableKeyboardCoordinates,
  // Enter shows the frame, so the space bar alone lifts it.
  keyboardCodes: {
    start: [KeyboardCode.Space],
    cancel: [KeyboardCode.Esc],
    end: [KeyboardCode.Space, KeyboardCode.Enter, KeyboardCode.Tab],
  },
};

// Each tile says its keys itself, after what is known of it.
const NONE = { draggable: '' };

/** Under which number each frame is shown. Where the frames are those of the story, that is their place. */
function numbersOf(state: SessionState): readonly FrameNo[] {
  const told = state.reading?.frames ?? state.frames;
  return state.frames.map((frame, i) => (told[i] === frame ? ((i + 1) as FrameNo) : numberOf(state, frame)));
}

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
