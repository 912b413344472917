import { placementIn, toFrame, wholeFrame } from '../../grounding/base.ts';
import type { Box, Placement, Size } from '../../grounding/base.ts';

/**
 * The zoom and pan of a frame: `times` is the magnification relative to the fit, and `x`, `y` is the frame pixel in the
 * middle of the stage. It has no screen pixels, so that it stays valid after any resize.
 */
export interface Viewport {
  readonly times: number;
  readonly x: number;
  readonly y: number;
}

/** The size of the frame in its pixels, and the size of the stage in CSS pixels. */
export interface FrameOnStage {
  readonly frame: Size;
  readonly stage: Size;
}

/** A point of the stage, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The maximum zoom, in CSS pixels per frame pixel: single pixels are then clearly visible. */
const MAX_SCALE = 16;
/**
 * Every frame can be magnified at least this many times, even a tiny frame that is larger than the maximum zoom when it
 * fits the stage.
 */
const MIN_MAX_TIMES = 4;
/** The share of the stage that stays free on each side of the boxes that are zoomed to. */
const MARGIN = 0.18;

/** The largest scale (CSS pixels per frame pixel) at which a frame fits into the room. */
export function fit(frame: Size, room: Size): number {
  return placementIn(wholeFrame(frame), room).scale;
}

/**
 * The size of the stage, in CSS pixels, for a frame that is as large as the room allows. Width and height are whole
 * numbers of device pixels, because a canvas of a fractional size would be blurred. The rounding may make one side up to
 * one device pixel too long for the frame's aspect ratio.
 */
export function stageIn(frame: Size, room: Size, pixelRatio: number): Size {
  const [across, down] = [Math.floor(room.width * pixelRatio), Math.floor(room.height * pixelRatio)];
  const wide = across * frame.height <= down * frame.width;
  const width = wide ? across : Math.ceil((down * frame.width) / frame.height);
  const height = wide ? Math.ceil((across * frame.height) / frame.width) : down;
  return { width: width / pixelRatio, height: height / pixelRatio };
}

export function fitViewport({ frame }: FrameOnStage): Viewport {
  return { times: 1, x: frame.width / 2, y: frame.height / 2 };
}

/** The zoom, in CSS pixels per frame pixel. */
export function scaleOf({ times }: Viewport, { frame, stage }: FrameOnStage): number {
  return times * fit(frame, stage);
}

/**
 * The allowed values of `times`: from actual size or the fit, whichever is smaller, to clearly visible single pixels.
 */
export function zoomRange({ frame, stage }: FrameOnStage): readonly [least: number, most: number] {
  const whole = fit(frame, stage);
  return [Math.min(1, 1 / whole), Math.max(MIN_MAX_TIMES, MAX_SCALE / whole)];
}

/** Where the frame is on the stage; when zoomed in, most of it is outside the stage. */
export function placementOf(viewport: Viewport, frameOnStage: FrameOnStage): Placement {
  const { stage } = frameOnStage;
  const scale = scaleOf(viewport, frameOnStage);
  return { scale, x: stage.width / 2 - viewport.x * scale, y: stage.height / 2 - viewport.y * scale };
}

/** The frame pixel at a point of the stage, as a box without area. */
export function pixelAt({ x, y }: Point, viewport: Viewport, frameOnStage: FrameOnStage): Box<'frame'> {
  return toFrame({ space: 'stage', x1: x, y1: y, x2: x, y2: y }, placementOf(viewport, frameOnStage));
}

/** Zooms by a factor and keeps the pixel under the point in place, as far as the picture still covers the stage. */
export function zoomAt(viewport: Viewport, by: number, at: Point, frameOnStage: FrameOnStage): Viewport {
  const [least, most] = zoomRange(frameOnStage);
  const pixel = pixelAt(at, viewport, frameOnStage);
  const times = clamp(viewport.times * by, least, most);
  const scale = scaleOf({ ...viewport, times }, frameOnStage);
  return settle(
    {
      times,
      x: pixel.x1 - (at.x - frameOnStage.stage.width / 2) / scale,
      y: pixel.y1 - (at.y - frameOnStage.stage.height / 2) / scale,
    },
    frameOnStage,
  );
}

/** Pans the picture by CSS pixels. */
export function panBy(viewport: Viewport, dx: number, dy: number, frameOnStage: FrameOnStage): Viewport {
  const scale = scaleOf(viewport, frameOnStage);
  return settle({ ...viewport, x: viewport.x - dx / scale, y: viewport.y - dy / scale }, frameOnStage);
}

/** Zooms to one CSS pixel per frame pixel, around the middle of the view. */
export function oneToOne(viewport: Viewport, frameOnStage: FrameOnStage): Viewport {
  return zoomAt(viewport, 1 / scaleOf(viewport, frameOnStage), middleOf(frameOnStage), frameOnStage);
}

/** Zooms in until these areas of the frame fill the view, with a margin; never smaller than the fit. */
export function zoomTo(areas: readonly Box<'frame'>[], frameOnStage: FrameOnStage): Viewport {
  const around = hull(areas);
  if (around === null) return fitViewport(frameOnStage);
  const { frame, stage } = frameOnStage;
  // Show at least an eighth of the frame, because a box may have no area.
  const width = Math.max(around.x2 - around.x1, frame.width / 8);
  const height = Math.max(around.y2 - around.y1, frame.height / 8);
  const free = 1 - 2 * MARGIN;
  const scale = Math.min((stage.width * free) / width, (stage.height * free) / height);
  const times = clamp(scale / fit(frame, stage), 1, zoomRange(frameOnStage)[1]);
  return settle({ times, x: (around.x1 + around.x2) / 2, y: (around.y1 + around.y2) / 2 }, frameOnStage);
}

/** Pans no further than needed to show an area of the frame. Returns the same viewport if it is already visible. */
export function reveal(viewport: Viewport, area: Box<'frame'>, frameOnStage: FrameOnStage): Viewport {
  const scale = scaleOf(viewport, frameOnStage);
  const x = nearest(viewport.x, area.x1, area.x2, frameOnStage.stage.width / scale);
  const y = nearest(viewport.y, area.y1, area.y2, frameOnStage.stage.height / scale);
  return x === viewport.x && y === viewport.y ? viewport : settle({ ...viewport, x, y }, frameOnStage);
}

/** The center of the view nearest to `middle` that shows `from` to `to`, or at least the center of that range. */
function nearest(middle: number, from: number, to: number, seen: number): number {
  if (to - from >= seen) return from >= middle + seen / 2 || to <= middle - seen / 2 ? (from + to) / 2 : middle;
  return clamp(middle, to - seen / 2, from + seen / 2);
}

/** Limits the pan: a picture larger than the stage covers it, a smaller one is centered. */
export function settle(viewport: Viewport, frameOnStage: FrameOnStage): Viewport {
  const scale = scaleOf(viewport, frameOnStage);
  return {
    times: viewport.times,
    x: within(viewport.x, frameOnStage.frame.width, frameOnStage.stage.width / scale),
    y: within(viewport.y, frameOnStage.frame.height, frameOnStage.stage.height / scale),
  };
}

function within(middle: number, whole: number, seen: number): number {
  return seen >= whole ? whole / 2 : clamp(middle, seen / 2, whole - seen / 2);
}

export function isFit(viewport: Viewport): boolean {
  return Math.abs(viewport.times - 1) < 1e-6;
}

export function middleOf({ stage }: FrameOnStage): Point {
  return { x: stage.width / 2, y: stage.height / 2 };
}

function hull(areas: readonly Box<'frame'>[]): Box<'frame'> | null {
  if (areas.length === 0) return null;
  return {
    space: 'frame',
    x1: Math.min(...areas.map(({ x1 }) => x1)),
    y1: Math.min(...areas.map(({ y1 }) => y1)),
    x2: Math.max(...areas.map(({ x2 }) => x2)),
    y2: Math.max(...areas.map(({ y2 }) => y2)),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
