import { emptyDocument, fittingSize } from '../grounding/index.ts';
import type { EntityId, FrameAnalysis, FrameNo, GroundedDocument, Size } from '../grounding/index.ts';
import { countOf } from './budget.ts';
import { measuredSize } from './box-units.ts';
import type { Measure } from './box-units.ts';
import type { Frame, Preferences, Reading, SessionState } from './types.ts';
import type { ViewState } from './view.ts';

/** The frame that the model is at: being analysed, being told, or the last one. */
export function liveFrame(doc: GroundedDocument): FrameNo | null {
  for (let i = doc.story.length - 1; i >= 0; i--) {
    const frame = doc.story[i]?.frame ?? null;
    if (frame !== null) return frame;
  }
  return doc.analyses.at(-1)?.frame ?? null;
}

/** The frame whose picture is shown: the held one, the one pointed at, the reader's, or where the model is. */
export function shownFrame({ reading, frames }: SessionState, { held, hovered, frame }: ViewState): FrameNo {
  const chosen = held ? frame : (hovered?.frame ?? frame);
  const live = reading === null ? null : liveFrame(reading.doc);
  // Without a story the frames are only those of the tray, and the one that was looked at may be gone from it.
  const last = reading === null ? Math.max(1, frames.length) : Infinity;
  return Math.min(chosen ?? live ?? 1, last) as FrameNo;
}

/** The first frame that a reading speaks of. */
export function firstFrame(doc: GroundedDocument): FrameNo {
  const told = doc.story.find((frame) => frame.frame !== null)?.frame ?? null;
  return told ?? doc.analyses[0]?.frame ?? (1 as FrameNo);
}

/** What pictures and boxes are drawn from. It stays the same while the story is told. */
export interface Scene extends Measure {
  readonly frames: readonly Frame[];
  readonly analyses: readonly FrameAnalysis[];
  readonly entities: readonly EntityId[];
  /** How many frames the reading has; frames that were added since are numbered from there. */
  readonly count: number;
  readonly added: readonly Frame[];
  readonly colouring: Preferences['colouring'];
}

/** The scene of what lies on the desk; of the frames alone, while nothing does. */
export function sceneOf(state: SessionState): Scene {
  const { reading, frames, preferences } = state;
  const { analyses, entities } = reading?.doc ?? emptyDocument;
  return {
    frames: reading?.frames ?? frames,
    ...measureOf(reading),
    analyses,
    entities,
    count: frameCount(state),
    added: addedSince(reading?.frames ?? frames, frames),
    colouring: preferences.colouring,
  };
}

const nothing: Measure = { units: 'sent', source: 'run', patchSide: 28, serverLimit: null };

/** By what the boxes of a reading are measured. */
export function measureOf(reading: Reading | null): Measure {
  if (reading === null) return nothing;
  const { units, source, run, frames } = reading;
  return {
    units,
    source,
    patchSide: run?.request.patchSide ?? 28,
    // Only one ruler asks for it, and this is asked at every change of the store.
    serverLimit: run !== null && units === 'resized' ? (countOf(run, frames)?.limit ?? null) : null,
  };
}

const added = new WeakMap<readonly Frame[], { readonly before: readonly Frame[]; readonly since: readonly Frame[] }>();

/** The frames of the tray that the reading does not know; the same list for the same two lists. */
function addedSince(before: readonly Frame[], now: readonly Frame[]): readonly Frame[] {
  const known = added.get(now);
  if (known?.before === before) return known.since;
  const since = now.filter(({ id }) => !before.some((other) => other.id === id));
  added.set(now, { before, since });
  return since;
}

/** Under which number a frame of the tray is shown: its own in the story, or one behind all of them. */
export function numberOf(state: SessionState, frame: Frame): FrameNo {
  const told = (state.reading?.frames ?? state.frames).findIndex(({ id }) => id === frame.id);
  if (told >= 0) return (told + 1) as FrameNo;
  const { count, added: since } = sceneOf(state);
  return (count + 1 + since.indexOf(frame)) as FrameNo;
}

// A slip such as `image99999` is no reason for as many tabs.
const MOST_SPOKEN_OF = 300;

/** How many frames there are: those that were sent, or more where the model speaks of more (300 at most). */
export function frameCount({ reading, frames }: SessionState): number {
  if (reading === null) return frames.length;
  let spokenOf = 0;
  for (const { frame } of reading.doc.analyses) spokenOf = Math.max(spokenOf, frame);
  for (const { frame } of reading.doc.story) spokenOf = Math.max(spokenOf, frame ?? 0);
  return Math.max(reading.frames.length, Math.min(spokenOf, MOST_SPOKEN_OF));
}

const fitting = new WeakMap<readonly FrameAnalysis[], Size>();

/** The size of a frame that was not given: the smallest that holds all boxes of the output. */
function unseenSize(analyses: readonly FrameAnalysis[]): Size {
  const known = fitting.get(analyses);
  if (known) return known;
  const rows = analyses.flatMap((analysis) => analysis.tables.flatMap((table) => table.rows));
  const size = fittingSize(rows.flatMap((row) => (row.box === null ? [] : [row.box])));
  fitting.set(analyses, size);
  return size;
}

/** The picture of a frame, where there is one, its size, and the size whose pixels the model's boxes count. */
export interface FramePicture {
  readonly url: string | null;
  readonly name: string | null;
  readonly shown: Size;
  readonly measured: Size;
}

/** How a frame is drawn, and by what its boxes are measured. */
export function pictureOf(scene: Scene, frame: FrameNo): FramePicture {
  const picture = scene.frames[frame - 1] ?? scene.added[frame - scene.count - 1];
  if (picture === undefined) {
    // Parts of a picture that nobody gave say nothing of its shape.
    if (scene.units === 'thousand') return { ...UNSEEN, measured: { width: 1000, height: 1000 } };
    if (scene.units === 'unit') return { ...UNSEEN, measured: { width: 1, height: 1 } };
    const size = unseenSize(scene.analyses);
    return { url: null, name: null, shown: size, measured: size };
  }
  const shown = { width: picture.width, height: picture.height };
  return { url: picture.url, name: picture.name, shown, measured: measuredSize(picture, scene) };
}

const UNSEEN = { url: null, name: null, shown: { width: 960, height: 540 } };

/** Whether the model is still at work on the reading. */
export function isRunning(reading: Reading | null): boolean {
  const run = reading?.run ?? null;
  return run !== null && run.status !== 'ended';
}
