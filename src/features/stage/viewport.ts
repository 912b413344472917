import type { Size } from '../../grounding/index.ts';

/**
 * How a frame is looked at: so many times as large as it fits, with this point of the frame (in its pixels) in the
 * middle of the stage. It holds no pixel of the screen, so that it is the same after any resize.
 */
export interface Viewport {
  readonly times: number;
  readonly x: number;
  readonly y: number;
}

/** What is looked at, and through what: pixels of the frame, CSS pixels of the stage. */
export interface Ground {
  readonly frame: Size;
  readonly stage: Size;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle on the stage or in the frame. */
export interface Area {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** So many CSS pixels for one of the frame are enough to see it. */
const LARGEST_PIXEL = 16;
/** Even a tiny frame, whose fit is larger than that, can be looked into. */
const LEAST_REACH = 4;
/** Of the stage, so much is left free around what is zoomed to. */
const MARGIN = 0.18;

/** The largest scale at which a frame fits into the room there is. */
export function fit(frame: Size, room: Size): number {
  return Math.min(room.width / frame.width, room.height / frame.height);
}

/**
 * The stage on which a frame is as large as the room lets it be. It is a whole number of device pixels wide and high:
 * a canvas of half a pixel more would be blurred all over. It may be up to one of them too long for the frame's shape.
 */
export function stageIn(frame: Size, room: Size, pixelRatio: number): Size {
  const [across, down] = [Math.floor(room.width * pixelRatio), Math.floor(room.height * pixelRatio)];
  const wide = across * frame.height <= down * frame.width;
  const width = wide ? across : Math.ceil((down * frame.width) / frame.height);
  const height = wide ? Math.ceil((across * frame.height) / frame.width) : down;
  return { width: width / pixelRatio, height: height / pixelRatio };
}

export function fitViewport({ frame }: Ground): Viewport {
  return { times: 1, x: frame.width / 2, y: frame.height / 2 };
}

/** CSS pixels for each pixel of the frame. */
export function scaleOf({ times }: Viewport, { frame, stage }: Ground): number {
  return times * fit(frame, stage);
}

/** From actual size, where that is smaller than the fit, to where single pixels are seen. */
export function zoomRange({ frame, stage }: Ground): readonly [least: number, most: number] {
  const whole = fit(frame, stage);
  return [Math.min(1, 1 / whole), Math.max(LEAST_REACH, LARGEST_PIXEL / whole)];
}

/** Where the whole frame lies on the stage, most of it outside when it is magnified. */
export function frameOn(lens: Viewport, ground: Ground): Area {
  const { frame, stage } = ground;
  const scale = scaleOf(lens, ground);
  const x1 = stage.width / 2 - lens.x * scale;
  const y1 = stage.height / 2 - lens.y * scale;
  return { x1, y1, x2: x1 + frame.width * scale, y2: y1 + frame.height * scale };
}

/** The pixel of the frame that is seen at a point of the stage. */
export function pixelAt(at: Point, lens: Viewport, ground: Ground): Point {
  const scale = scaleOf(lens, ground);
  return {
    x: lens.x + (at.x - ground.stage.width / 2) / scale,
    y: lens.y + (at.y - ground.stage.height / 2) / scale,
  };
}

/** Larger or smaller, while what is under the point stays under it, as far as the picture still covers the stage. */
export function zoomAt(lens: Viewport, by: number, at: Point, ground: Ground): Viewport {
  const [least, most] = zoomRange(ground);
  const pixel = pixelAt(at, lens, ground);
  const times = clamp(lens.times * by, least, most);
  const scale = scaleOf({ ...lens, times }, ground);
  return settle(
    {
      times,
      x: pixel.x - (at.x - ground.stage.width / 2) / scale,
      y: pixel.y - (at.y - ground.stage.height / 2) / scale,
    },
    ground,
  );
}

/** Moves the picture by CSS pixels. */
export function panBy(lens: Viewport, dx: number, dy: number, ground: Ground): Viewport {
  const scale = scaleOf(lens, ground);
  return settle({ ...lens, x: lens.x - dx / scale, y: lens.y - dy / scale }, ground);
}

/** One CSS pixel for one of the frame, about the middle of what is seen. */
export function oneToOne(lens: Viewport, ground: Ground): Viewport {
  return zoomAt(lens, 1 / scaleOf(lens, ground), middleOf(ground), ground);
}

/** As large as these areas of the frame fit together, with some room around; never smaller than the fit. */
export function zoomTo(areas: readonly Area[], ground: Ground): Viewport {
  const around = hull(areas);
  if (around === null) return fitViewport(ground);
  const { frame, stage } = ground;
  // What has no area is looked at with an eighth of the frame around it.
  const width = Math.max(around.x2 - around.x1, frame.width / 8);
  const height = Math.max(around.y2 - around.y1, frame.height / 8);
  const free = 1 - 2 * MARGIN;
  const scale = Math.min((stage.width * free) / width, (stage.height * free) / height);
  const times = clamp(scale / fit(frame, stage), 1, zoomRange(ground)[1]);
  return settle({ times, x: (around.x1 + around.x2) / 2, y: (around.y1 + around.y2) / 2 }, ground);
}

/** Moves no more than it must until an area of the frame is seen; the same lens where it is. */
export function reveal(lens: Viewport, area: Area, ground: Ground): Viewport {
  const scale = scaleOf(lens, ground);
  const x = nearest(lens.x, area.x1, area.x2, ground.stage.width / scale);
  const y = nearest(lens.y, area.y1, area.y2, ground.stage.height / scale);
  return x === lens.x && y === lens.y ? lens : settle({ ...lens, x, y }, ground);
}

/** The middle that is nearest to this one and from which `from` to `to` is seen, or the middle of it is. */
function nearest(middle: number, from: number, to: number, seen: number): number {
  if (to - from >= seen) return from >= middle + seen / 2 || to <= middle - seen / 2 ? (from + to) / 2 : middle;
  return clamp(middle, to - seen / 2, from + seen / 2);
}

/** The picture is never lost: it covers the stage, or lies in its middle where it is smaller. */
export function settle(lens: Viewport, ground: Ground): Viewport {
  const scale = scaleOf(lens, ground);
  return {
    times: lens.times,
    x: within(lens.x, ground.frame.width, ground.stage.width / scale),
    y: within(lens.y, ground.frame.height, ground.stage.height / scale),
  };
}

function within(middle: number, whole: number, seen: number): number {
  return seen >= whole ? whole / 2 : clamp(middle, seen / 2, whole - seen / 2);
}

export function isFit(lens: Viewport): boolean {
  return Math.abs(lens.times - 1) < 1e-6;
}

export function middleOf({ stage }: Ground): Point {
  return { x: stage.width / 2, y: stage.height / 2 };
}

function hull(areas: readonly Area[]): Area | null {
  if (areas.length === 0) return null;
  return {
    x1: Math.min(...areas.map(({ x1 }) => x1)),
    y1: Math.min(...areas.map(({ y1 }) => y1)),
    x2: Math.max(...areas.map(({ x2 }) => x2)),
    y2: Math.max(...areas.map(({ y2 }) => y2)),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
