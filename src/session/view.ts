import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { EntityId, FrameNo } from '../grounding/base.ts';
import type { Clock } from './pacer.ts';
import type { AuditView } from './audit-view.ts';
import type { RatingView } from './rating-view.ts';
import { createAfterPaint } from './after-paint.ts';
import { cursorAt, movedTo, released } from './cursor.ts';
import type { Cursor, ScrollTarget } from './cursor.ts';
import { createHighlighter } from './highlighter.ts';
import type { Highlighter } from './highlighter.ts';
import type { TagTarget } from './tag-target.ts';
import { isElsewhere, movedPoint, NOTHING, withoutPins, withPins } from './selection.ts';
import type { MentionPlace, Pointed, Selection } from './selection.ts';

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

export type Panel = 'story' | 'analysis' | 'identities' | 'audit' | 'numbers' | 'raw';

/** A dialog over the page: the list of keyboard shortcuts, the command palette, a rating, or a correction. */
export type Overlay = 'keys' | 'palette' | 'identity' | 'rating' | TagTarget;

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
  /** Where the reader is in the run. */
  readonly cursor: Cursor;
  /** What is highlighted in the run. */
  readonly selection: Selection;
  readonly panel: Panel;
  /** Whether the user corrects the tables in place. */
  readonly editing: boolean;
  /** Whether the Analysis tab shows the frame's tables or the narrative structure. */
  readonly analysis: 'frame' | 'narrative';
  /** Whether the setup is open while a story is on the page. */
  readonly setup: boolean;
  readonly overlay: Overlay | null;
  /** What the audit lists, and where its walk is; null before the user has chosen. */
  readonly audit: AuditView | null;
  /** The rating that is in progress. It goes through several runs, so another run does not end it. */
  readonly rating: RatingView | null;
  readonly stage: StageState;
}

export interface View {
  readonly store: StoreApi<ViewState>;
  /** The copy for everything but the picture: see `createAfterPaint`. */
  readonly afterPaint: StoreApi<ViewState>;
  readonly highlighter: Highlighter;
  /**
   * Highlights entities and shows their frame until `leave`. A mention in the story (a number for `at`) also moves the
   * cursor, so the picture stays at its frame afterwards.
   */
  readonly hover: (ids: readonly EntityId[], frame: FrameNo | null, at?: MentionPlace) => void;
  readonly leave: () => void;
  /** Pins entities, and moves the cursor to their frame. `add` keeps the other pins. */
  readonly pin: (ids: readonly EntityId[], frame: FrameNo | null, add: boolean, at?: MentionPlace) => void;
  /** Unpins entities. The other pins stay. */
  readonly unpin: (ids: readonly EntityId[]) => void;
  /** What a click does: `pin`, or if all of them are pinned already, unpins them (`add`) or everything. */
  readonly toggle: (ids: readonly EntityId[], frame: FrameNo | null, add: boolean, at?: MentionPlace) => void;
  /** Clears pins and highlight, and releases a held picture. */
  readonly release: () => void;
  /** Shows a frame in the picture and scrolls the story to it. */
  readonly show: (frame: FrameNo) => void;
  /**
   * Sets the frame that the user reads; null if the user is back at the end, where the model writes. A held picture
   * stays.
   */
  readonly read: (frame: FrameNo | null) => void;
  /** Moves the cursor to a mention, without scrolling and without changing the picture. */
  readonly moveTo: (at: number) => void;
  /** Moves the cursor to a mention and scrolls the story to it. */
  readonly seek: (at: number, frame: FrameNo | null) => void;
  /** Calls the listener for each place that the story should scroll to. Returns a function that stops this. */
  readonly onSeek: (listener: (target: ScrollTarget) => void) => () => void;
  /** Holds the picture at a frame. With null, the picture follows the reader again. */
  readonly hold: (frame: FrameNo | null) => void;
  /** Lets the picture follow the model again. */
  readonly follow: () => void;
  readonly choose: (
    change: Partial<Pick<ViewState, 'panel' | 'analysis' | 'editing' | 'setup' | 'overlay' | 'audit' | 'rating'>>,
  ) => void;
  /** Changes how boxes are drawn. */
  readonly arrange: (change: Partial<StageState>) => void;
  /** Shows another place, at a frame or following the model (null), and resets the view. */
  readonly open: (place: Place, frame: FrameNo | null) => void;
  /** Shows what was shown before a correction, which moved the offsets in the text. */
  readonly restore: (before: Restored, moved: (offset: number) => number) => void;
}

type Restored = Pick<ViewState, 'cursor' | 'selection' | 'panel' | 'analysis' | 'editing'>;

/**
 * While `isRunning` returns true, a hover does not move the cursor, so that the picture keeps following the model.
 */
export function createView(isRunning: () => boolean, clock: Pick<Clock, 'afterPaint'>): View {
  const store = createStore<ViewState>(() => ({
    place: { sequence: '', run: null, previous: null },
    cursor: cursorAt(null),
    selection: NOTHING,
    panel: 'story',
    analysis: 'frame',
    editing: false,
    setup: false,
    overlay: null,
    audit: null,
    rating: null,
    stage: { boxes: 'all', opacity: 0.06, labels: false, hidden: false },
  }));
  const copy = createAfterPaint(store, clock);
  const listeners = new Set<(target: ScrollTarget) => void>();

  type Change = Partial<ViewState> | ((state: ViewState) => Partial<ViewState>);
  function change(by: Change): void {
    store.setState(by);
    copy.now();
  }
  /** For hovering and reading, where the picture comes first. */
  function changeInSteps(by: Change): void {
    store.setState(by);
    copy.soon();
  }
  function scrollTo(target: ScrollTarget): void {
    for (const listener of listeners) listener(target);
  }
  function changePins(pins: (pinned: Pointed | null) => Pointed | null, frame: FrameNo | null): void {
    change(({ selection, cursor }) => ({
      selection: { ...selection, pinned: pins(selection.pinned) },
      cursor: movedTo(cursor, frame),
    }));
  }

  return {
    store,
    afterPaint: copy.store,
    highlighter: createHighlighter(copy.store),
    hover(ids, frame, at) {
      const { selection, cursor } = store.getState();
      const before = selection.hovered;
      if (before?.frame === frame && before.at === at && before.ids.join() === ids.join()) return;
      const moves = typeof at === 'number' && !isRunning();
      changeInSteps({
        selection: { ...selection, hovered: { ids, frame, at } },
        cursor: moves ? movedTo(cursor, frame) : cursor,
      });
    },
    leave() {
      const { selection } = store.getState();
      if (selection.hovered !== null) changeInSteps({ selection: { ...selection, hovered: null } });
    },
    pin(ids, frame, add, at) {
      changePins((pinned) => withPins(pinned, { ids, frame, at }, add), frame);
    },
    unpin(ids) {
      changePins((pinned) => withoutPins(pinned, ids), null);
    },
    toggle(ids, frame, add, at) {
      const toggled = { ids, frame, at };
      changePins((pinned) => {
        if (!ids.every((id) => pinned?.ids.includes(id))) return withPins(pinned, toggled, add);
        return add ? withoutPins(pinned, ids, toggled) : null;
      }, frame);
    },
    release() {
      change(({ cursor }) => ({ selection: NOTHING, cursor: released(cursor) }));
    },
    show(frame) {
      change(({ selection, cursor }) => ({
        cursor: { frame, at: null, by: cursor.by === 'held' ? 'held' : 'reader' },
        // A hover or focus in another frame would keep the picture there, so it is cleared.
        selection: isElsewhere(selection.hovered, frame) ? { ...selection, hovered: null } : selection,
        analysis: 'frame',
      }));
      scrollTo({ frame, at: null });
    },
    read(frame) {
      const { cursor } = store.getState();
      if (cursor.by === 'held' || cursor.frame === frame) return;
      changeInSteps({ cursor: { ...cursor, frame, by: frame === null ? 'model' : 'reader' } });
    },
    moveTo(at) {
      changeInSteps(({ cursor }) => ({ cursor: { ...cursor, at } }));
    },
    seek(at, frame) {
      change(({ cursor }) => ({ cursor: { ...movedTo(cursor, frame), at } }));
      scrollTo({ frame, at });
    },
    onSeek(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hold(frame) {
      change(({ cursor }) => ({ cursor: frame === null ? released(cursor) : { ...cursor, frame, by: 'held' } }));
    },
    follow() {
      change({ cursor: cursorAt(null), analysis: 'frame' });
    },
    choose: change,
    arrange(chosen) {
      change(({ stage }) => ({ stage: { ...stage, ...chosen } }));
    },
    open(place, frame) {
      change(({ stage }) => ({
        place,
        cursor: cursorAt(frame),
        selection: NOTHING,
        analysis: 'frame',
        editing: false,
        panel: 'story',
        setup: false,
        overlay: null,
        audit: null,
        // The user's choice of how boxes are drawn stays. Hidden boxes are shown again: a new story without boxes would
        // look like a bug.
        stage: { ...stage, hidden: false },
      }));
    },
    restore({ cursor, selection: { hovered, pinned }, panel, analysis, editing }, moved) {
      change({
        panel,
        analysis,
        editing,
        cursor: { ...cursor, at: cursor.at === null ? null : moved(cursor.at) },
        selection: { hovered: hovered && movedPoint(hovered, moved), pinned: pinned && movedPoint(pinned, moved) },
      });
    },
  };
}
