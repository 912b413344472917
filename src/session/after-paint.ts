import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from './pacer.ts';
import type { ViewState } from './view.ts';

/**
 * A copy of the view that follows hover and reading position one painted frame later (`soon`). The picture uses the view
 * itself, so a hover paints its boxes before the tables, the matrix, the filmstrip and the story update (10 ms instead of
 * 40 ms in one frame, with 3,000 mentions). Every other change, such as a pin, is copied at once (`now`).
 */
export function createAfterPaint(
  view: StoreApi<ViewState>,
  { afterPaint }: Pick<Clock, 'afterPaint'>,
): { readonly store: StoreApi<ViewState>; readonly now: () => void; readonly soon: () => void } {
  const store = createStore(() => view.getState());
  let isPending = false;
  const now = (): void => store.setState(view.getState(), true);
  return {
    store,
    now,
    soon() {
      if (isPending) return;
      isPending = true;
      afterPaint(() => {
        isPending = false;
        now();
      });
    },
  };
}
