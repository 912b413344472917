import type { Point } from './viewport.ts';

/** A place of the window, as events tell it. */
export interface Place {
  readonly clientX: number;
  readonly clientY: number;
}

export interface Gestures {
  readonly zoom: (by: number, at: Point) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly fit: () => void;
}

/** Below this many CSS pixels a press is a click, not a drag. */
const STILL = 3;
/** A wheel's notch is 100 or 120, a step of a touchpad's pinch about 3; neither may do more than this at once. */
const MOST_WHEEL = 25;
const PIXELS_PER_LINE = 16;
/** Two taps are one double tap when the second comes within so many milliseconds, so many CSS pixels from the first. */
const DOUBLE_TAP = { within: 300, apart: 24 };

/**
 * Zooms by Ctrl or Cmd with the wheel (a touchpad's pinch comes as just that) and by two fingers; pans by dragging the
 * empty image, by Shift or the middle button over boxes, and by two fingers; a double click or double tap fits. A plain
 * wheel and one finger scroll the page. Listened to without React, whose wheel listeners cannot keep the page from scrolling.
 */
export function watchGestures(stage: HTMLElement, gestures: Gestures): () => void {
  const over = new AbortController();
  const { signal } = over;
  watchWheel(stage, gestures, signal);
  watchDrag(stage, gestures, signal);
  watchFingers(stage, gestures, signal);
  stage.addEventListener('dblclick', gestures.fit, { signal });
  return () => over.abort();
}

function watchWheel(stage: HTMLElement, { zoom }: Gestures, signal: AbortSignal): void {
  const turned = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const delta = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : PIXELS_PER_LINE);
    zoom(Math.exp(-Math.min(Math.max(delta, -MOST_WHEEL), MOST_WHEEL) / 100), pointOn(stage, event));
  };
  stage.addEventListener('wheel', turned, { signal, passive: false });
}

function watchDrag(stage: HTMLElement, { pan }: Gestures, signal: AbortSignal): void {
  let from: Point | null = null;
  let dragged = false;

  function down(event: PointerEvent): void {
    dragged = false;
    if (event.pointerType === 'touch') return;
    const free = event.shiftKey || !isOnBox(stage, event);
    if (event.button === 1 || (event.button === 0 && free)) from = { x: event.clientX, y: event.clientY };
  }
  function move(event: PointerEvent): void {
    if (from === null) return;
    const dx = event.clientX - from.x;
    const dy = event.clientY - from.y;
    if (!dragged && Math.hypot(dx, dy) < STILL) return;
    if (!dragged) {
      dragged = true;
      stage.dataset['grabbed'] = '';
      // From now on no box is pointed at.
      stage.setPointerCapture(event.pointerId);
    }
    from = { x: event.clientX, y: event.clientY };
    pan(dx, dy);
  }
  function end(): void {
    from = null;
    delete stage.dataset['grabbed'];
  }
  stage.addEventListener('pointerdown', down, { signal });
  stage.addEventListener('pointermove', move, { signal });
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    stage.addEventListener(type, end, { signal });
  // The middle button would scroll by itself.
  stage.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), { signal });
  const clicked = (event: MouseEvent): void => {
    // The end of a drag pins nobody; a key that clicks comes without a pointer, and is none.
    if (dragged && event.detail > 0) event.stopPropagation();
  };
  stage.addEventListener('click', clicked, { signal, capture: true });
}

/** Whether a press means a box; one that covers all that is seen leaves no empty image to drag, and is as good as that. */
function isOnBox(stage: HTMLElement, { target }: Event): boolean {
  const box = target instanceof Element ? target.closest('button')?.getBoundingClientRect() : undefined;
  if (!box) return false;
  const seen = stage.getBoundingClientRect();
  return box.left > seen.left || box.top > seen.top || box.right < seen.right || box.bottom < seen.bottom;
}

function watchFingers(stage: HTMLElement, { zoom, pan, fit }: Gestures, signal: AbortSignal): void {
  let before: Span | null = null;
  /** Where and when one finger went down; null as soon as it does anything but a tap. */
  let tap: Tap | null = null;
  let tapBefore: Tap | null = null;

  /** Another finger may be elsewhere on the page, scrolling the story. */
  const fingers = ({ touches }: TouchEvent): readonly Place[] =>
    [...touches].filter(({ target }) => target instanceof Node && stage.contains(target));
  const spanNow = (event: TouchEvent): Span | null => {
    const [one, other, ...more] = fingers(event);
    return one && other && more.length === 0 ? spanOf(stage, one, other) : null;
  };
  const changed = (event: TouchEvent): void => {
    before = spanNow(event);
    if (before !== null) event.preventDefault();
    const [one, other] = fingers(event);
    tap = event.type === 'touchstart' && one && !other ? { at: pointOn(stage, one), when: event.timeStamp } : null;
  };
  const moved = (event: TouchEvent): void => {
    const [one] = fingers(event);
    if (tap !== null && one && distance(tap.at, pointOn(stage, one)) > STILL) tap = null;
    const now = spanNow(event);
    if (now !== null) event.preventDefault();
    if (now !== null && before !== null) {
      pan(now.middle.x - before.middle.x, now.middle.y - before.middle.y);
      if (before.apart > 0 && now.apart > 0) zoom(now.apart / before.apart, now.middle);
    }
    before = now;
  };
  const lifted = (event: TouchEvent): void => {
    const ended = tap;
    changed(event);
    if (ended !== null && tapBefore !== null && isDouble(tapBefore, ended)) fit();
    tapBefore = ended;
  };
  stage.addEventListener('touchstart', changed, { signal, passive: false });
  stage.addEventListener('touchmove', moved, { signal, passive: false });
  stage.addEventListener('touchend', lifted, { signal, passive: false });
  stage.addEventListener('touchcancel', changed, { signal, passive: false });
}

interface Span {
  readonly middle: Point;
  readonly apart: number;
}

interface Tap {
  readonly at: Point;
  readonly when: number;
}

/** Phones tell of no double click. */
function isDouble(one: Tap, other: Tap): boolean {
  return other.when - one.when <= DOUBLE_TAP.within && distance(one.at, other.at) <= DOUBLE_TAP.apart;
}

function spanOf(stage: HTMLElement, one: Place, other: Place): Span {
  const [a, b] = [pointOn(stage, one), pointOn(stage, other)];
  return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, apart: distance(a, b) };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** A point of the window as one of the stage. */
export function pointOn(stage: Element, { clientX, clientY }: Place): Point {
  const { left, top } = stage.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
