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
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { numberOf } from '../../session/index.ts';
import type { Frame, PageState } from '../../session/index.ts';
import { useSession, usePageState, useSessionParts } from '../../session/react.tsx';
import { useAnnounce } from '../../ui/index.ts';
import { FrameTile } from './FrameTile.tsx';
import { TileList } from './TileList.tsx';
import { revealTile } from './useReveal.ts';

/** The strip of frames: the user chooses, sorts (by drag or keyboard) and removes frames here. */
export function FrameStrip(): ReactNode {
  const session = useSession();
  const frames = usePageState((state) => state.frames);
  const numbers = useSessionParts(numbersOf);
  const ids = useMemo(() => frames.map(({ id }) => id), [frames]);
  const tiles = useMemo(() => numbers.map((number, i) => ({ id: ids[i] ?? '', number })), [numbers, ids]);
  const sensors = useSensors(useSensor(PointerSensor, POINTER), useSensor(KeyboardSensor, KEYS));
  const lifted = useRef(false);
  const isLifted = useCallback(() => lifted.current, []);
  const say = useAnnounce();
  const announcements = useMemo(() => announcementsOf(() => session.page.getState().frames, say), [session, say]);
  // The library renders a live region of its own, with the role `status`, which on this page is the phase of the run. This
  // element is not in the page, and neither is that region.
  const [unused] = useState(() => document.createElement('div'));

  function startDrag(): void {
    lifted.current = true;
    session.view.leave();
  }
  function endDrag(): void {
    lifted.current = false;
  }
  function drop({ active, over }: DragEndEvent): void {
    endDrag();
    const to = frames.findIndex((frame) => frame.id === over?.id);
    if (to >= 0 && over?.id !== active.id) session.frames.move(String(active.id), to);
  }

  // When the user removes a frame by keyboard, the frame that takes its position gets the focus. Otherwise the focus
  // would be lost.
  const list = useRef<HTMLOListElement>(null);
  const removedIndex = useRef<number | null>(null);
  const removeFrame = useCallback(
    (index: number) => {
      removedIndex.current = index;
      session.frames.remove(session.page.getState().frames[index]?.id ?? '');
    },
    [session],
  );
  useLayoutEffect(() => {
    if (removedIndex.current === null) return;
    const index = Math.min(removedIndex.current, frames.length - 1);
    removedIndex.current = null;
    const next = list.current?.children[index];
    if (!(next instanceof HTMLElement)) return;
    next.querySelector('button')?.focus({ preventScroll: true });
    revealTile(next);
  }, [frames]);

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragStart={startDrag}
      onDragCancel={endDrag}
      onDragEnd={drop}
      accessibility={{
        announcements,
        screenReaderInstructions: NO_INSTRUCTIONS,
        container: unused,
      }}
    >
      <SortableContext items={ids} strategy={horizontalListSortingStrategy}>
        <TileList
          label="Frames"
          list={list}
          tiles={tiles}
          isLifted={isLifted}
          renderTile={(position, index) => {
            const frame = frames[index];
            return (
              frame && <FrameTile key={frame.id} {...position} frame={frame} index={index} onDelete={removeFrame} />
            );
          }}
        />
      </SortableContext>
    </DndContext>
  );
}

// Constants, because new sensor options would render every tile.
const POINTER = { activationConstraint: { distance: 6 } };
const KEYS = {
  coordinateGetter: sortableKeyboardCoordinates,
  // Enter shows the frame, so only Space lifts it.
  keyboardCodes: {
    start: [KeyboardCode.Space],
    cancel: [KeyboardCode.Esc],
    end: [KeyboardCode.Space, KeyboardCode.Enter, KeyboardCode.Tab],
  },
};

// The library's instructions are empty, because each tile describes its keys itself, after its progress.
const NO_INSTRUCTIONS = { draggable: '' };

/** The frame number that each tile shows. If the strip has the story's frames, it is the position in the strip. */
function numbersOf(state: PageState): readonly FrameNo[] {
  const storyFrames = state.run?.frames ?? state.frames;
  return state.frames.map((frame, i) => (storyFrames[i] === frame ? ((i + 1) as FrameNo) : numberOf(state, frame)));
}

/** Announces in the live region of the page what happens while the user moves a frame. */
function announcementsOf(framesNow: () => readonly Frame[], say: (text: string) => void): Announcements {
  const position = (id: unknown): string => {
    const frames = framesNow();
    return `${frames.findIndex((frame) => frame.id === id) + 1} of ${frames.length}`;
  };
  const name = (id: unknown): string => framesNow().find((frame) => frame.id === id)?.name ?? 'The frame';
  // The library would announce what these functions return.
  return {
    onDragStart({ active }) {
      say(`${name(active.id)} is lifted at position ${position(active.id)}.`);
      return undefined;
    },
    onDragOver({ active, over }) {
      if (over) say(`${name(active.id)} is over position ${position(over.id)}.`);
      return undefined;
    },
    onDragEnd({ active, over }) {
      say(`${name(active.id)} is dropped${over ? ` at position ${position(over.id)}` : ''}.`);
      return undefined;
    },
    onDragCancel({ active }) {
      say(`${name(active.id)} is back at position ${position(active.id)}.`);
      return undefined;
    },
  };
}
