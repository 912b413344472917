import { emptyDocument, fittingSize } from '../grounding/base.ts';
import type { EntityId, FrameAnalysis, FrameNo, GroundedDocument, Measured, Size } from '../grounding/base.ts';
import { countOf } from './budget.ts';
import { arePixels, boxesOf, dialectOf, measuredIn, pixelSize, unitsOf } from './box-units.ts';
import type { Measure } from './box-units.ts';
import { urlOf } from './picture-urls.ts';
import type { Frame, Preferences, RunUnits, ShownRun, PageState } from './types.ts';
import type { ViewState } from './view.ts';

/**
 * The frame that the model is writing about: in the story, or else in the analysis. After the end it is the last one.
 */
export function liveFrame(doc: GroundedDocument): FrameNo | null {
  for (let i = doc.story.length - 1; i >= 0; i--) {
    const frame = doc.story[i]?.frame ?? null;
    if (frame !== null) return frame;
  }
  return doc.analyses.at(-1)?.frame ?? null;
}

/** The frame whose picture is shown: the held frame, else the hovered one, else the reader's, else the model's. */
export function shownFrame({ run, frames }: PageState, { cursor, selection }: ViewState): FrameNo {
  const chosen = cursor.by === 'held' ? cursor.frame : (selection.hovered?.frame ?? cursor.frame);
  const live = run === null ? null : liveFrame(run.doc);
  // Without a story only the frames on the page can be shown, and the one that was shown may have been removed.
  const last = run === null ? Math.max(1, frames.length) : Infinity;
  return Math.min(chosen ?? live ?? 1, last) as FrameNo;
}

/** The first frame of the story, or else of the analysis. */
export function firstFrame(doc: GroundedDocument): FrameNo {
  const inStory = doc.story.find((frame) => frame.frame !== null)?.frame ?? null;
  return inStory ?? doc.analyses[0]?.frame ?? (1 as FrameNo);
}

/** What pictures and boxes are drawn from. Its parts stay the same objects while the story is written. */
export interface Scene extends Measure {
  readonly frames: readonly Frame[];
  readonly analyses: readonly FrameAnalysis[];
  readonly entities: readonly EntityId[];
  /** The number of frames in the current run. Frames that were added later get the numbers after them. */
  readonly count: number;
  readonly added: readonly Frame[];
  /** The sizes of frames without a picture, where they are known. */
  readonly sizes: readonly Size[];
  readonly colouring: Preferences['colouring'];
}

/** The scene of the current run, or of the frames alone if there is no run. */
export function sceneOf(state: PageState): Scene {
  const { run, frames, preferences } = state;
  const { analyses, entities } = run?.doc ?? emptyDocument;
  return {
    frames: run?.frames ?? frames,
    ...measureOf(run),
    analyses,
    entities,
    count: frameCount(state),
    added: addedSince(run?.frames ?? frames, frames),
    sizes: run?.sizes ?? NO_SIZES,
    colouring: preferences.colouring,
  };
}

const defaultMeasure: Measure = { units: { plain: 'sent' }, source: 'model', patchSide: 28, serverLimit: null };

/** What the numbers of a run's boxes count. */
export function measureOf(run: ShownRun | null): Measure {
  if (run === null) return defaultMeasure;
  const { source, progress, frames, unitsPreview: units = run.units } = run;
  return {
    units,
    source,
    patchSide: progress?.request.patchSide ?? 28,
    // Only these units need the limit, and this function runs at every change of the store.
    serverLimit:
      progress !== null && Object.values(units).includes('resized') ? (countOf(progress, frames)?.limit ?? null) : null,
  };
}

const NO_SIZES: readonly Size[] = [];

const added = new WeakMap<readonly Frame[], { readonly before: readonly Frame[]; readonly since: readonly Frame[] }>();

/** The frames that were added after the run was requested; the same list for the same two lists. */
function addedSince(before: readonly Frame[], now: readonly Frame[]): readonly Frame[] {
  const known = added.get(now);
  if (known?.before === before) return known.since;
  const since = now.filter(({ id }) => !before.some((other) => other.id === id));
  added.set(now, { before, since });
  return since;
}

/** The number under which a frame is shown: its number in the current run, or a number after the run's frames. */
export function numberOf(state: PageState, frame: Frame): FrameNo {
  const index = (state.run?.frames ?? state.frames).findIndex(({ id }) => id === frame.id);
  if (index >= 0) return (index + 1) as FrameNo;
  const { count, added: since } = sceneOf(state);
  return (count + 1 + since.indexOf(frame)) as FrameNo;
}

// A mistake of the model such as `image99999` must not create as many tabs.
const MOST_MENTIONED = 300;

/** The number of frames: those of the run, or more if the model writes about more (at most 300). */
export function frameCount({ run, frames }: PageState): number {
  if (run === null) return frames.length;
  let mentioned = 0;
  for (const { frame } of run.doc.analyses) mentioned = Math.max(mentioned, frame);
  for (const { frame } of run.doc.story) mentioned = Math.max(mentioned, frame ?? 0);
  return Math.max(run.frames.length, Math.min(mentioned, MOST_MENTIONED));
}

const fitting = new WeakMap<readonly FrameAnalysis[], { readonly units: RunUnits; readonly size: Size }>();

/**
 * The assumed size of a frame without a picture: the smallest that contains all boxes of the output that count pixels.
 * Boxes in shares of a side do not show which shape the missing picture has.
 */
function unseenSize({ analyses, units }: Scene): Size {
  const known = fitting.get(analyses);
  if (known?.units === units) return known.size;
  const size = fittingSize(analyses.flatMap(boxesOf).filter((box) => arePixels(unitsOf(units, dialectOf(box)))));
  fitting.set(analyses, { units, size });
  return size;
}

/** The picture of a frame, if there is one, its size in pixels, and its size in box units. */
export interface FramePicture {
  readonly url: string | null;
  readonly name: string | null;
  readonly shown: Size;
  readonly measured: Measured;
}

/** How a frame is drawn, and what the numbers of its boxes count. */
export function pictureOf(scene: Scene, frame: FrameNo): FramePicture {
  const picture = scene.frames[frame - 1] ?? scene.added[frame - scene.count - 1];
  if (picture === undefined) {
    const size = scene.sizes[frame - 1] ?? unseenSize(scene);
    return { url: null, name: null, shown: size, measured: measuredIn(scene.units, () => size) };
  }
  const shown = { width: picture.width, height: picture.height };
  return {
    url: urlOf(picture),
    name: picture.name,
    shown,
    measured: measuredIn(scene.units, (units) => pixelSize(picture, units, scene)),
  };
}

/** Whether the run is still in progress. */
export function isRunning(run: ShownRun | null): boolean {
  const progress = run?.progress ?? null;
  return progress !== null && progress.status !== 'ended';
}

const indexes = new WeakMap<readonly EntityId[], ReadonlyMap<EntityId, number>>();

/** The index of each ID in the order of first appearance, which determines its hue; -1 for an element of the setting. */
export function orderOf(ids: readonly EntityId[], entities: readonly EntityId[]): readonly number[] {
  let index = indexes.get(entities);
  if (index === undefined) indexes.set(entities, (index = new Map(entities.map((id, order) => [id, order]))));
  return ids.map((id) => index.get(id) ?? -1);
}
