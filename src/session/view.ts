import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { isSettingElement } from '../grounding/index.ts';
import type { EntityId, FrameNo } from '../grounding/index.ts';
import type { Clock } from './pacer.ts';
import { createAfterPaint } from './after-paint.ts';

/** The entities that the pointer or the focus is on, and the frame of their mention or box. */
export interface Pointed {
  readonly ids: readonly EntityId[];
  readonly frame: FrameNo | null;
  /** The offset of the mention in the completion, or `stage` for a box in the picture, which belongs to no sentence. */
  readonly at?: MentionPlace;
}

export type MentionPlace = number | 'stage' | undefined;

/** Which boxes are drawn: all, those that the highlighted sentence names, or only the highlighted ones. */
export type ShownBoxes = 'all' | 'sentence' | 'lit';

/** How boxes are drawn, on every frame. */
export interface StageState {
  readonly boxes: ShownBoxes;
  /** The opacity of a box's fill, from 0 to 1. Its outline is always visible. */
  readonly opacity: number;
  /** Whether every box has a label. If not, only highlighted boxes have one. */
  readonly labels: boolean;
  /** Whether all boxes are hidden, to see the picture under them. */
  readonly hidden: boolean;
}

export type Panel = 'story' | 'analysis' | 'identities' | 'raw';

/** A dialog over the page: the list of keyboard shortcuts, or the command palette. */
export type Overlay = 'keys' | 'palette';

/** A scroll target in the story: the mention at an offset of the completion, or the beginning of a frame. */
export interface Sought {
  readonly frame: FrameNo | null;
  readonly at: number | null;
}

/** What the page shows. */
export interface Place {
  /** The ID of the sequence. */
  readonly sequence: string;
  /** The ID of one of its runs; null before the first run. */
  readonly run: string | null;
  /** The ID of the run that was shown before, perhaps of another sequence. It may have been deleted. */
  readonly previous: string | null;
}

export interface ViewState {
  readonly place: Place;
  readonly hovered: Pointed | null;
  readonly pinned: Pointed | null;
  /**
   * The frame that the user reads; null while the picture follows the model. While the model writes, a hover does not
   * change it.
   */
  readonly frame: FrameNo | null;
  /** Whether the picture stays at `frame` while the user reads or points elsewhere. */
  readonly held: boolean;
  /** A new object for each request, so that the story can scroll to the same target again. */
  readonly sought: Sought | null;
  readonly panel: Panel;
  /** Whether the Analysis tab shows the frame's tables or the narrative structure. */
  readonly analysis: 'frame' | 'narrative';
  /** Whether the setup is open while a story is on the page. */
  readonly setup: boolean;
  readonly overlay: Overlay | null;
  readonly stage: StageState;
}

export interface View {
  readonly store: StoreApi<ViewState>;
  /** The copy for everything but the picture: see `createAfterPaint`. */
  readonly afterPaint: StoreApi<ViewState>;
  /**
   * Highlights entities and shows their frame until `leave`. A mention in the story (a number for `at`) also moves the
   * reading position, so the picture stays at its frame afterwards.
   */
  readonly hover: (ids: readonly EntityId[], frame: FrameNo | null, at?: MentionPlace) => void;
  readonly leave: () => void;
  /** Pins entities; unpins them if all are pinned already. `add` keeps the other pins. */
  readonly pin: (ids: readonly EntityId[], frame: FrameNo | null, add: boolean, at?: MentionPlace) => void;
  /** Clears pins and highlight, and releases a held picture. */
  readonly release: () => void;
  /** Shows a frame in the picture and scrolls the story to it. */
  readonly show: (frame: FrameNo) => void;
  /**
   * Sets the frame that the user reads; null if the user is back at the end, where the model writes. A held picture
   * stays.
   */
  readonly read: (frame: FrameNo | null) => void;
  /** Scrolls the story to a mention. */
  readonly seek: (at: number, frame: FrameNo | null) => void;
  /** Holds the picture at a frame. With null, the picture follows the reading position again. */
  readonly hold: (frame: FrameNo | null) => void;
  /** Lets the picture follow the model again. */
  readonly follow: () => void;
  readonly choose: (change: Partial<Pick<ViewState, 'panel' | 'analysis' | 'setup' | 'overlay'>>) => void;
  /** Changes how boxes are drawn. */
  readonly arrange: (change: Partial<StageState>) => void;
  /** Shows another place, at a frame or following the model (null), and resets the view. */
  readonly open: (place: Place, frame: FrameNo | null) => void;
}

/**
 * While `isRunning` returns true, a hover does not move the reading position, so that the picture keeps following the
 * model.
 */
export function createView(isRunning: () => boolean, clock: Pick<Clock, 'afterPaint'>): View {
  const store = createStore<ViewState>(() => ({
    place: { sequence: '', run: null, previous: null },
    hovered: null,
    pinned: null,
    frame: null,
    held: false,
    sought: null,
    panel: 'story',
    analysis: 'frame',
    setup: false,
    overlay: null,
    stage: { boxes: 'all', opacity: 0.06, labels: false, hidden: false },
  }));

  return {
    store,
    afterPaint: createAfterPaint(store, clock),
    hover(ids, frame, at) {
      store.setState((state) => {
        const before = state.hovered;
        if (before?.frame === frame && before.at === at && before.ids.join() === ids.join()) return state;
        const stays = typeof at === 'number' && !state.held && !isRunning();
        return { hovered: { ids, frame, at }, frame: stays ? (frame ?? state.frame) : state.frame };
      });
    },
    leave() {
      if (store.getState().hovered !== null) store.setState({ hovered: null });
    },
    pin(ids, frame, add, at) {
      store.setState(({ pinned, frame: shown, held }) => {
        const before = pinned?.ids ?? [];
        const all = ids.every((id) => before.includes(id));
        const others = before.filter((id) => !ids.includes(id));
        const now = all ? (add ? others : []) : add ? [...others, ...ids] : ids;
        return { pinned: now.length === 0 ? null : { ids: now, frame, at }, frame: held ? shown : (frame ?? shown) };
      });
    },
    release() {
      store.setState({ pinned: null, hovered: null, held: false });
    },
    show(frame) {
      store.setState(({ hovered }) => ({
        frame,
        // A hover or focus in another frame would keep the picture there, so it is cleared.
        hovered: hovered === null || hovered.frame === null || hovered.frame === frame ? hovered : null,
        analysis: 'frame',
        sought: { frame, at: null },
      }));
    },
    read(frame) {
      const state = store.getState();
      if (!state.held && state.frame !== frame) store.setState({ frame });
    },
    seek(at, frame) {
      store.setState((state) => ({ sought: { frame, at }, frame: state.held ? state.frame : (frame ?? state.frame) }));
    },
    hold(frame) {
      store.setState((state) => ({ held: frame !== null, frame: frame ?? state.frame }));
    },
    follow() {
      store.setState({ frame: null, held: false, analysis: 'frame' });
    },
    choose(change) {
      store.setState(change);
    },
    arrange(change) {
      store.setState(({ stage }) => ({ stage: { ...stage, ...change } }));
    },
    open(place, frame) {
      store.setState(({ stage }) => ({
        place,
        hovered: null,
        pinned: null,
        frame,
        held: false,
        sought: null,
        analysis: 'frame',
        panel: 'story',
        setup: false,
        overlay: null,
        // The user's choice of how boxes are drawn stays. Hidden boxes are shown again: a new story without boxes would
        // look like a bug.
        stage: { ...stage, hidden: false },
      }));
    },
  };
}

/**
 * Whether `pointed` highlights this ID where it occurs in a frame. An identity is the same in every frame; an element of
 * the setting belongs to one frame.
 */
export function isHighlighted(pointed: Pointed | null, id: EntityId, frame: FrameNo | null): boolean {
  if (pointed === null || !pointed.ids.includes(id)) return false;
  return !isSettingElement(id) || pointed.frame === frame;
}

/** The IDs of all highlighted entities: pinned, or under the pointer. */
export function highlightedIds({ hovered, pinned }: Pick<ViewState, 'hovered' | 'pinned'>): readonly EntityId[] {
  if (pinned === null) return hovered?.ids ?? NO_IDS;
  if (hovered === null) return pinned.ids;
  return [...new Set([...pinned.ids, ...hovered.ids])];
}

const NO_IDS: readonly EntityId[] = [];
