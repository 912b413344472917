import { shallow } from 'zustand/vanilla/shallow';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from './pacer.ts';
import type { ViewState } from './view.ts';

/**
 * A copy of the view that follows hover and reading position one painted frame later. The picture uses the view itself,
 * so a hover paints its boxes before the tables, the matrix, the filmstrip and the story update (issue 4: 10 ms instead
 * of 40 ms in one frame, with 3,000 mentions). Every other change, such as a pin or a scroll target, is copied at once.
 */
export function createAfterPaint(
  view: StoreApi<ViewState>,
  { afterPaint }: Pick<Clock, 'afterPaint'>,
): StoreApi<ViewState> {
  const delayed = createStore(() => view.getState());
  let isPending = false;
  view.subscribe((state, before) => {
    if (!shallow(state, { ...before, hovered: state.hovered, frame: state.frame })) {
      delayed.setState(state, true);
    } else if (!isPending) {
      isPending = true;
      afterPaint(() => {
        isPending = false;
        delayed.setState(view.getState(), true);
      });
    }
  });
  return delayed;
}
