import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { EntityId, FrameNo } from '../grounding/index.ts';
import type { Clock } from './pacer.ts';
import { createAfterPaint } from './after-paint.ts';

/** The entities that are under the pointer or have the focus, and the frame they are meant in. */
export interface Pointed {
  readonly ids: readonly EntityId[];
  readonly frame: FrameNo | null;
  /** Where the mention begins in the completion; `stage` for a box of the picture, which stands in no sentence. */
  readonly at?: Place;
}

export type Place = number | 'stage' | undefined;

/** Which boxes are drawn: all, those of whom the sentence names that is pointed at, or those that are lit. */
export type ShownBoxes = 'all' | 'sentence' | 'lit';

/** How boxes are drawn, on whatever frame is shown. */
export interface StageState {
  readonly boxes: ShownBoxes;
  /** Of the colour that fills a box, from 0 to 1; its line is always seen. */
  readonly opacity: number;
  /** Whether every box has its label; without, those that are lit have. */
  readonly labels: boolean;
  /** No box is drawn, so that one sees what they lie over. */
  readonly hidden: boolean;
}

export type Panel = 'story' | 'analysis' | 'identities' | 'raw';

/** A window over the desk: the list of keys, or where commands are typed. */
export type Overlay = 'keys' | 'palette';

/** A place of the story that is to be scrolled to: a mention by where it begins in the completion, or a whole frame. */
export interface Sought {
  readonly frame: FrameNo | null;
  readonly at: number | null;
}

export interface ViewState {
  readonly hovered: Pointed | null;
  readonly pinned: Pointed | null;
  /** The frame that the reader is at; null while the picture follows the model. A hover chooses none while it tells. */
  readonly frame: FrameNo | null;
  /** Whether the picture stays at `frame`, whatever is read or pointed at. */
  readonly held: boolean;
  /** Another object each time, so that the same place can be sought again. */
  readonly sought: Sought | null;
  readonly panel: Panel;
  /** Whether Analysis shows the frame's tables or the narrative structure. */
  readonly analysis: 'frame' | 'narrative';
  /** Whether the setup lies open over a reading. */
  readonly setup: boolean;
  readonly overlay: Overlay | null;
  readonly stage: StageState;
}

export interface View {
  readonly store: StoreApi<ViewState>;
  /** What all but the picture follow: see `createTrail`. */
  readonly afterPaint: StoreApi<ViewState>;
  /**
   * Lights entities, and shows the frame they are meant in as long as it lasts; a mention of the story, which has a
   * place, is where the reader is, and the picture stays there.
   */
  readonly hover: (ids: readonly EntityId[], frame: FrameNo | null, at?: Place) => void;
  readonly leave: () => void;
  /** Pins entities; pinned already, lets them go; `add` keeps those that are pinned. */
  readonly pin: (ids: readonly EntityId[], frame: FrameNo | null, add: boolean, at?: Place) => void;
  /** Lets go of everybody, and of the picture. */
  readonly release: () => void;
  /** Turns the picture and the story to a frame. */
  readonly show: (frame: FrameNo) => void;
  /** The reader has come to a frame, or back to where the model writes; what is held stays. */
  readonly read: (frame: FrameNo | null) => void;
  /** Scrolls the story to a mention. */
  readonly seek: (at: number, frame: FrameNo | null) => void;
  /** Holds the picture at a frame; of none, lets it follow the reader. */
  readonly hold: (frame: FrameNo | null) => void;
  /** The picture follows the model again. */
  readonly follow: () => void;
  readonly choose: (change: Partial<Pick<ViewState, 'panel' | 'analysis' | 'setup' | 'overlay'>>) => void;
  /** Changes how boxes are drawn. */
  readonly arrange: (change: Partial<StageState>) => void;
  /** A new reading lies on the desk, at its first frame or following the model. */
  readonly begin: (frame: FrameNo | null) => void;
}

/** `isRunning` says whether the model is at work: then a hover is only a glance, and the picture goes on following. */
export function createView(isRunning: () => boolean, clock: Pick<Clock, 'afterPaint'>): View {
  const store = createStore<ViewState>(() => ({
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
        // Whoever has the focus, or lies under a pointer at rest, is meant in another frame than the one wanted now.
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
    begin(frame) {
      store.setState(({ stage }) => ({
        hovered: null,
        pinned: null,
        frame,
        held: false,
        sought: null,
        analysis: 'frame',
        panel: 'story',
        setup: false,
        overlay: null,
        // How boxes are drawn is the user's choice for every reading; that none is would be taken for a fault.
        stage: { ...stage, hidden: false },
      }));
    },
  };
}

/** Everybody who is lit: pinned, or under the pointer. */
export function highlightedIds({ hovered, pinned }: Pick<ViewState, 'hovered' | 'pinned'>): readonly EntityId[] {
  if (pinned === null) return hovered?.ids ?? NOBODY;
  if (hovered === null) return pinned.ids;
  return [...new Set([...pinned.ids, ...hovered.ids])];
}

const NOBODY: readonly EntityId[] = [];
