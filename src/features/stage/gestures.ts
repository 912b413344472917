import type { Point } from './lens.ts';

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

/**
 * Zooms by Ctrl or Cmd with the wheel (a touchpad's pinch comes as just that) and by two fingers; pans by dragging the
 * empty image, by Shift or the middle button over boxes, and by two fingers; a double click fits. A plain wheel and one
 * finger scroll the page. Listened to without React, whose wheel listeners cannot keep the page from scrolling.
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

function watchFingers(stage: HTMLElement, { zoom, pan }: Gestures, signal: AbortSignal): void {
  let before: { readonly middle: Point; readonly apart: number } | null = null;
  const hold = (event: TouchEvent): void => {
    before = event.touches.length === 2 ? spanOf(stage, event.touches) : null;
    if (before !== null) event.preventDefault();
  };
  const move = (event: TouchEvent): void => {
    if (before === null) return;
    event.preventDefault();
    const now = spanOf(stage, event.touches);
    pan(now.middle.x - before.middle.x, now.middle.y - before.middle.y);
    if (before.apart > 0 && now.apart > 0) zoom(now.apart / before.apart, now.middle);
    before = now;
  };
  stage.addEventListener('touchstart', hold, { signal, passive: false });
  stage.addEventListener('touchmove', move, { signal, passive: false });
  stage.addEventListener('touchend', hold, { signal, passive: false });
  stage.addEventListener('touchcancel', hold, { signal, passive: false });
}

function spanOf(stage: HTMLElement, [one, other]: Iterable<Touch> & TouchList): { middle: Point; apart: number } {
  const a = pointOn(stage, one ?? { clientX: 0, clientY: 0 });
  const b = pointOn(stage, other ?? one ?? { clientX: 0, clientY: 0 });
  return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, apart: Math.hypot(a.x - b.x, a.y - b.y) };
}

/** A point of the window as one of the stage. */
export function pointOn(stage: Element, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const { left, top } = stage.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
