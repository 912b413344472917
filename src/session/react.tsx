import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { useShallow } from 'zustand/react/shallow';
import type { FrameNo, GroundedDocument } from '../grounding/index.ts';
import { emptyDocument } from '../grounding/index.ts';
import type { Desk } from './desk.ts';
import { sceneOf, shownFrame } from './selectors.ts';
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

/** The same, once the picture shows it: for what shows who is pointed at, or what is read, beside the picture. */
export function useViewAfterPaint<T>(select: (state: ViewState) => T): T {
  return useStore(useDesk().view.afterPaint, select);
}

/** A part of what lies on the desk; of nothing, while nothing does. */
export function useStory<T>(select: (reading: Reading) => T, otherwise: T): T {
  return useSession(({ reading }) => (reading === null ? otherwise : select(reading)));
}

export function useDoc<T>(select: (doc: GroundedDocument) => T): T {
  return useSession(({ reading }) => select(reading?.doc ?? emptyDocument));
}

/** What pictures and boxes are drawn from; the same object's parts while the story is told. */
export function useScene(): Scene {
  return useSession(useShallow(sceneOf));
}

/** The frame whose picture is shown: the held one, the one pointed at, the reader's, or where the model is. */
export function usePicturedFrame(): FrameNo {
  return useShownFrameState(useDesk().view.store, (frame) => frame);
}

/** The same, once its picture is there: for tables and all else that turns to a frame. */
export function useShownFrame(): FrameNo {
  return useShownFrameState(useDesk().view.afterPaint, (frame) => frame);
}

/** Whether this is that frame: of 200 that ask, two render when it is another. */
export function useIsShown(frame: FrameNo): boolean {
  return useShownFrameState(useDesk().view.afterPaint, (shown) => shown === frame);
}

function useShownFrameState<T>(view: StoreApi<ViewState>, ask: (frame: FrameNo) => T): T {
  const { session } = useDesk();
  const subscribe = useCallback(
    (changed: () => void) => {
      const stops = [session.subscribe(changed), view.subscribe(changed)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    [session, view],
  );
  return useSyncExternalStore(subscribe, () => ask(shownFrame(session.getState(), view.getState())));
}
