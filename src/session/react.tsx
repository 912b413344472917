import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { FrameNo, GroundedDocument } from '../grounding/index.ts';
import { emptyDocument } from '../grounding/index.ts';
import type { Desk } from './desk.ts';
import { liveFrame, sceneOf } from './selectors.ts';
import type { Scene } from './selectors.ts';
import type { Reading, SessionState } from './types.ts';
import type { ViewState } from './view.ts';

const DeskContext = createContext<Desk | null>(null);

export function DeskProvider({ desk, children }: { readonly desk: Desk; readonly children: ReactNode }): ReactNode {
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** Everything that a user can do. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('useDesk outside of DeskProvider');
  return desk;
}

export function useSession<T>(select: (state: SessionState) => T): T {
  return useStore(useDesk().session, select);
}

/** Something made of several parts: it counts as changed when one of its parts is another. */
export function useSessionParts<T>(select: (state: SessionState) => T): T {
  return useSession(useShallow(select));
}

export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(useDesk().view.store, select);
}

/** A part of what lies on the desk; of nothing, while nothing does. */
export function useReading<T>(select: (reading: Reading) => T, otherwise: T): T {
  return useSession(({ reading }) => (reading === null ? otherwise : select(reading)));
}

export function useDocument<T>(select: (document: GroundedDocument) => T): T {
  return useSession(({ reading }) => select(reading?.document ?? emptyDocument));
}

/** What pictures and boxes are drawn from; the same object's parts while the story is told. */
export function useScene(): Scene {
  return useSession(useShallow(sceneOf));
}

/** The frame whose picture and tables are shown: the held one, the one pointed at, the reader's, or where the model is. */
export function useShownFrame(): FrameNo {
  return useShown((frame) => frame);
}

/** Whether this is that frame: of 200 that ask, two render when it is another. */
export function useIsShown(frame: FrameNo): boolean {
  return useShown((shown) => shown === frame);
}

function useShown<T>(ask: (frame: FrameNo) => T): T {
  const { session, view } = useDesk();
  const subscribe = useCallback(
    (changed: () => void) => {
      const stops = [session.subscribe(changed), view.store.subscribe(changed)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    [session, view],
  );
  return useSyncExternalStore(subscribe, () => ask(shownFrame(session.getState(), view.store.getState())));
}

function shownFrame({ reading, frames }: SessionState, { held, hovered, frame }: ViewState): FrameNo {
  const chosen = held ? frame : (hovered?.frame ?? frame);
  const live = reading === null ? null : liveFrame(reading.document);
  // Without a story the frames are only those of the tray, and the one that was looked at may be gone from it.
  const last = reading === null ? Math.max(1, frames.length) : Infinity;
  return Math.min(chosen ?? live ?? 1, last) as FrameNo;
}
