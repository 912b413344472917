import type { Point } from './viewport.ts';

/** A point in the window, as events report it. */
export interface WindowPoint {
  readonly clientX: number;
  readonly clientY: number;
}

export interface Gestures {
  readonly zoom: (by: number, at: Point) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly fit: () => void;
}

/** A press that moves fewer CSS pixels than this is a click, not a drag. */
const CLICK_DISTANCE = 3;
/**
 * The maximum wheel delta that one event counts for. A mouse wheel's notch is 100 or 120, a step of a touchpad's pinch
 * about 3.
 */
const MAX_WHEEL = 25;
const PIXELS_PER_LINE = 16;
/** Two taps are a double tap if the second is within this many milliseconds and CSS pixels of the first. */
const DOUBLE_TAP = { within: 300, apart: 24 };

/**
 * Watches the gestures on the stage:
 *
 * - Ctrl or Cmd with the wheel zooms. Browsers report a pinch on a touchpad in the same way.
 * - A drag of the empty image pans. Over a box, the drag needs Shift or the middle button.
 * - Two fingers zoom and pan.
 * - A double click or a double tap fits the picture.
 * - The plain wheel and one finger scroll the page.
 *
 * The listeners are native because React's wheel listeners are passive and cannot stop the page from scrolling.
 *
 * @returns A function that removes all listeners.
 */
export function watchGestures(stage: HTMLElement, gestures: Gestures): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  watchWheel(stage, gestures, signal);
  watchDrag(stage, gestures, signal);
  watchFingers(stage, gestures, signal);
  watchPinch(stage, gestures, signal);
  stage.addEventListener('dblclick', gestures.fit, { signal });
  return () => controller.abort();
}

/**
 * Safari's own events for a pinch on a touchpad. Other browsers report it as a wheel with Ctrl. On a touch screen Safari
 * sends them together with touch events, which `watchFingers` handles.
 */
function watchPinch(stage: HTMLElement, { zoom }: Gestures, signal: AbortSignal): void {
  let before = 1;
  let touching = false;
  const touched = ({ touches }: TouchEvent): void => void (touching = touches.length > 0);
  const start = (event: Event): void => {
    event.preventDefault();
    before = 1;
  };
  const change = (event: Event): void => {
    event.preventDefault();
    const { scale, clientX, clientY } = event as Event & { scale: number } & WindowPoint;
    if (touching || !(scale > 0)) return;
    zoom(scale / before, pointOn(stage, { clientX, clientY }));
    before = scale;
  };
  for (const type of ['touchstart', 'touchend', 'touchcancel'] as const)
    stage.addEventListener(type, touched, { signal, passive: true });
  stage.addEventListener('gesturestart', start, { signal });
  stage.addEventListener('gesturechange', change, { signal });
  stage.addEventListener('gestureend', (event) => event.preventDefault(), { signal });
}

function watchWheel(stage: HTMLElement, { zoom }: Gestures, signal: AbortSignal): void {
  const onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const delta = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : PIXELS_PER_LINE);
    zoom(Math.exp(-Math.min(Math.max(delta, -MAX_WHEEL), MAX_WHEEL) / 100), pointOn(stage, event));
  };
  stage.addEventListener('wheel', onWheel, { signal, passive: false });
}

function watchDrag(stage: HTMLElement, { pan }: Gestures, signal: AbortSignal): void {
  let from: Point | null = null;
  let dragged = false;

  function down(event: PointerEvent): void {
    dragged = false;
    if (event.pointerType === 'touch') return;
    const canDrag = event.shiftKey || !isOnBox(stage, event);
    if (event.button === 1 || (event.button === 0 && canDrag)) from = { x: event.clientX, y: event.clientY };
  }
  function move(event: PointerEvent): void {
    if (from === null) return;
    const dx = event.clientX - from.x;
    const dy = event.clientY - from.y;
    if (!dragged && Math.hypot(dx, dy) < CLICK_DISTANCE) return;
    if (!dragged) {
      dragged = true;
      stage.dataset['grabbed'] = '';
      // From here on, the boxes below the pointer get no hover events.
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
  // Without this, pressing the middle button would start auto-scrolling.
  stage.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), { signal });
  const onClick = (event: MouseEvent): void => {
    // The click that ends a drag must not pin a box. A click by keyboard has detail 0 and never ends a drag.
    if (dragged && event.detail > 0) event.stopPropagation();
  };
  stage.addEventListener('click', onClick, { signal, capture: true });
}

/**
 * Whether a press is on a box. A box that covers the whole stage does not count, or there would be no empty image to
 * drag.
 */
function isOnBox(stage: HTMLElement, { target }: Event): boolean {
  const box = target instanceof Element ? target.closest('button')?.getBoundingClientRect() : undefined;
  if (!box) return false;
  const visible = stage.getBoundingClientRect();
  return box.left > visible.left || box.top > visible.top || box.right < visible.right || box.bottom < visible.bottom;
}

function watchFingers(stage: HTMLElement, { zoom, pan, fit }: Gestures, signal: AbortSignal): void {
  let before: TwoFingers | null = null;
  /** Where and when a single finger went down; null if it moves or a second finger joins. */
  let tap: Tap | null = null;
  let tapBefore: Tap | null = null;

  /** Only the fingers on the stage: another one may be scrolling the story. */
  const fingers = ({ touches }: TouchEvent): readonly WindowPoint[] =>
    [...touches].filter(({ target }) => target instanceof Node && stage.contains(target));
  const twoFingersIn = (event: TouchEvent): TwoFingers | null => {
    const [one, other, ...more] = fingers(event);
    return one && other && more.length === 0 ? twoFingersOf(stage, one, other) : null;
  };
  const changed = (event: TouchEvent): void => {
    before = twoFingersIn(event);
    if (before !== null) event.preventDefault();
    const [one, other] = fingers(event);
    tap = event.type === 'touchstart' && one && !other ? { at: pointOn(stage, one), when: event.timeStamp } : null;
  };
  const moved = (event: TouchEvent): void => {
    const [one] = fingers(event);
    if (tap !== null && one && distance(tap.at, pointOn(stage, one)) > CLICK_DISTANCE) tap = null;
    const now = twoFingersIn(event);
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

interface TwoFingers {
  readonly middle: Point;
  readonly apart: number;
}

interface Tap {
  readonly at: Point;
  readonly when: number;
}

/** Phones do not report double clicks on touch, so two taps are compared here. */
function isDouble(one: Tap, other: Tap): boolean {
  return other.when - one.when <= DOUBLE_TAP.within && distance(one.at, other.at) <= DOUBLE_TAP.apart;
}

function twoFingersOf(stage: HTMLElement, one: WindowPoint, other: WindowPoint): TwoFingers {
  const [a, b] = [pointOn(stage, one), pointOn(stage, other)];
  return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, apart: distance(a, b) };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Converts a point of the window to the stage's CSS pixels. */
export function pointOn(stage: Element, { clientX, clientY }: WindowPoint): Point {
  const { left, top } = stage.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
