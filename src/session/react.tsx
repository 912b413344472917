import { createContext, use, useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode, RefCallback } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { useShallow } from 'zustand/react/shallow';
import type { EntityId, FrameNo, GroundedDocument } from '../grounding/base.ts';
import { emptyDocument } from '../grounding/base.ts';
import type { Session } from './session.ts';
import type { Library } from './storage/library.ts';
import type { HighlightKey } from './highlighter.ts';
import type { ReadableStore, Records } from './records.ts';
import { createSampler } from './sampler.ts';
import type { Sample } from './sampler.ts';
import { orderOf, sceneOf, shownFrame } from './selectors.ts';
import type { Scene } from './selectors.ts';
import type { ShownRun, PageState } from './types.ts';
import type { View, ViewState } from './view.ts';

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({
  session,
  children,
}: {
  readonly session: Session;
  readonly children: ReactNode;
}): ReactNode {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session of the surrounding `SessionProvider`. Throws outside of it. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('useSession outside of SessionProvider');
  return session;
}

/** The run that the panes show: its record, and its cursor and selection. */
interface RunParts {
  readonly page: ReadableStore<PageState>;
  readonly view: View;
}

const RunContext = createContext<RunParts | null>(null);

interface RunProviderProps {
  /** The ID of a run. */
  readonly run: string;
  readonly children: ReactNode;
}

/**
 * The panes inside show this run, also while another one is on the page. Two runs beside each other do not highlight the
 * same entities: the run on the page has the page's view, every other run has one of its own.
 */
export function RunProvider({ run, children }: RunProviderProps): ReactNode {
  const session = useSession();
  const isOnPage = useStore(session.view.store, ({ place }) => place.run === run);
  const parts = useMemo(
    () => ({ page: session.pageOf(run), view: isOnPage ? session.view : session.viewOf(run) }),
    [session, run, isOnPage],
  );
  return <RunContext value={parts}>{children}</RunContext>;
}

/** The state of the page for the run of the surrounding `RunProvider`; without a provider, for the run on the page. */
export function usePageStore(): ReadableStore<PageState> {
  const session = useSession();
  return use(RunContext)?.page ?? session.page;
}

/** The view of the surrounding `RunProvider`; without one, that of the run on the page. */
export function useRunView(): View {
  const session = useSession();
  return use(RunContext)?.view ?? session.view;
}

export function usePageState<T>(select: (state: PageState) => T): T {
  return useStore(usePageStore(), select);
}

/**
 * The state of the page as it was when one of these parts last changed and, with `everyMs`, at most that many milliseconds
 * ago. For a component that needs much of the run but must not render with each token. `partsOf` must be a stable function.
 */
export function useSampledPage(
  partsOf: (state: PageState) => readonly unknown[],
  everyMs: number | null = null,
): Sample<PageState> {
  const page = usePageStore();
  const { now } = useSession();
  const sampler = useMemo(() => createSampler(page, now, partsOf), [page, now, partsOf]);
  useEffect(() => {
    if (everyMs === null) return undefined;
    const timer = setInterval(sampler.tick, everyMs);
    return () => clearInterval(timer);
  }, [sampler, everyMs]);
  return useSyncExternalStore(sampler.subscribe, sampler.read);
}

/** Selects an object or a list. The component renders again only if one of its parts changes. */
export function useSessionParts<T>(select: (state: PageState) => T): T {
  return usePageState(useShallow(select));
}

/** The saved sequences; null until they are loaded. */
export function useLibrary(): Library | null {
  return useStore(useSession().library, ({ loaded }) => loaded);
}

/** Subscribes to a store, such as those of the library. */
export function useStoreState<T>(store: ReadableStore<T>): T {
  return useStore(store);
}

/** Whether the page shows the library. */
export function useIsLibraryShown(): boolean {
  return useStore(useSession().library, ({ loaded, isShown }) => loaded !== null && isShown);
}

/** Selects from the records of all sequences and runs. */
export function useRecords<T>(select: (records: Records) => T): T {
  return useStore(useSession().records, select);
}

export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(useRunView().store, select);
}

/**
 * A function that returns a ref for each element to highlight: the element has the attribute `data-highlighted` (the
 * variant `lit` of the style sheets) while one of the keys is highlighted.
 */
export function useHighlight(): (...keys: readonly HighlightKey[]) => RefCallback<Element> {
  const { highlighter } = useRunView();
  return useCallback(
    (...keys) =>
      (element) =>
        element === null ? undefined : highlighter.add(element, keys),
    [highlighter],
  );
}

/** Selects from the current completion; `otherwise` if there is none. */
export function useStory<T>(select: (run: ShownRun) => T, otherwise: T): T {
  return usePageState(({ run }) => (run === null ? otherwise : select(run)));
}

export function useDoc<T>(select: (doc: GroundedDocument) => T): T {
  return usePageState(({ run }) => select(run?.doc ?? emptyDocument));
}

/** `orderOf` these entities. The same list as long as no index changes. */
export function useOrder(ids: readonly EntityId[]): readonly number[] {
  return useSessionParts(({ run }) => orderOf(ids, run?.doc.entities ?? emptyDocument.entities));
}

/** What pictures and boxes are drawn from. Its parts stay the same objects while the story is written. */
export function useScene(): Scene {
  return usePageState(useShallow(sceneOf));
}

/** The frame whose picture is shown: the held frame, else the hovered one, else the reader's, else the model's. */
export function usePicturedFrame(): FrameNo {
  return useShownFrameState(useRunView().store, (frame) => frame);
}

/**
 * Like `usePicturedFrame`, but it changes only after the picture is painted: for tables and everything else beside the
 * picture.
 */
export function useShownFrame(): FrameNo {
  return useShownFrameState(useRunView().afterPaint, (frame) => frame);
}

/** Whether this frame is shown. Of 200 subscribers only two render when another frame is shown. */
export function useIsShown(frame: FrameNo): boolean {
  return useShownFrameState(useRunView().afterPaint, (shown) => shown === frame);
}

function useShownFrameState<T>(view: StoreApi<ViewState>, ask: (frame: FrameNo) => T): T {
  const page = usePageStore();
  const subscribe = useCallback(
    (changed: () => void) => {
      const stops = [page.subscribe(changed), view.subscribe(changed)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    [page, view],
  );
  return useSyncExternalStore(subscribe, () => ask(shownFrame(page.getState(), view.getState())));
}
