import { describe, expect, test } from 'vitest';
import type { FrameNo } from '../../src/grounding/index.ts';
import { createView } from '../../src/session/view.ts';
import type { View } from '../../src/session/view.ts';
import { watch } from '../helpers/session.ts';

const no = (frame: number): FrameNo => frame as FrameNo;

/** A view whose paints the test triggers. */
function open(): View & { readonly paint: () => void; readonly waiting: () => number } {
  let waiting: (() => void)[] = [];
  const view = createView(() => false, { afterPaint: (callback) => waiting.push(callback) });
  return {
    ...view,
    waiting: () => waiting.length,
    paint() {
      const due = waiting;
      waiting = [];
      for (const callback of due) callback();
    },
  };
}

describe('the view after paint', () => {
  test('changes for a hover once its boxes are painted', () => {
    const { hover, leave, afterPaint: delayed, paint } = open();
    hover(['char1'], no(3), 40);
    expect(delayed.getState()).toMatchObject({ selection: { hovered: null }, cursor: { frame: null } });
    paint();
    expect(delayed.getState()).toMatchObject({ selection: { hovered: { ids: ['char1'] } }, cursor: { frame: 3 } });
    leave();
    expect(delayed.getState().selection.hovered).not.toBeNull();
    paint();
    expect(delayed.getState().selection.hovered).toBeNull();
  });

  test('changes once for several hovers before a paint', () => {
    const { hover, leave, read, afterPaint: delayed, paint, waiting } = open();
    const states = watch(delayed);
    hover(['char1'], no(3), 40);
    leave();
    hover(['char2'], no(4), 80);
    read(no(5));
    expect(waiting()).toBe(1);
    paint();
    expect(states).toHaveLength(1);
    expect(delayed.getState()).toMatchObject({ selection: { hovered: { ids: ['char2'] } }, cursor: { frame: 5 } });
  });

  test.each<[string, (view: View) => void]>([
    ['pinned', ({ pin }) => pin(['char1'], no(2), false)],
    ['shown', ({ show }) => show(no(2))],
    ['a scroll target', ({ seek }) => seek(40, no(2))],
    ['held', ({ hold }) => hold(no(2))],
    ['opened', ({ choose }) => choose({ panel: 'raw' })],
    ['drawn differently', ({ arrange }) => arrange({ labels: true })],
  ])('changes at once for what is %s, together with the hover before', (_, act) => {
    const view = open();
    view.hover(['char2'], null);
    act(view);
    expect(view.afterPaint.getState()).toBe(view.store.getState());
    expect(view.afterPaint.getState().selection.hovered?.ids).toEqual(['char2']);
  });
});
