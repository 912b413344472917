import { shallow } from 'zustand/vanilla/shallow';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from './pacer.ts';
import type { ViewState } from './view.ts';

/**
 * The view as all but the picture follow it: who is pointed at and what is read come a painted frame later, so that a
 * hover paints its boxes before tables, matrix, strip and words turn to it (issue 4: 10 ms, where all in one frame took
 * 40 among 3,000 mentions). What is chosen, pinned or sought comes at once.
 */
export function createAfterPaint(
  view: StoreApi<ViewState>,
  { afterPaint }: Pick<Clock, 'afterPaint'>,
): StoreApi<ViewState> {
  const trail = createStore(() => view.getState());
  let waits = false;
  view.subscribe((state, before) => {
    if (!shallow(state, { ...before, hovered: state.hovered, frame: state.frame })) {
      trail.setState(state, true);
    } else if (!waits) {
      waits = true;
      afterPaint(() => {
        waits = false;
        trail.setState(view.getState(), true);
      });
    }
  });
  return trail;
}
