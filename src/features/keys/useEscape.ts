import { useEffect } from 'react';
import { useSession } from '../../session/react.tsx';

/** Escape ends the editing, else it clears the selection, unless it closes an open dialog. */
export function useEscape(): void {
  const { view } = useSession();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (view.store.getState().editing) view.choose({ editing: false });
      else view.release();
    };
    // On the window, so that it runs last: a component that handles Escape itself has called preventDefault by then.
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [view]);
}
