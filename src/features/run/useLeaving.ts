import { useEffect } from 'react';
import { isRunning } from '../../session/index.ts';
import { usePageState } from '../../session/react.tsx';

/**
 * Makes the browser ask before the user leaves the page while a model writes, because the rest of the answer would be
 * lost.
 */
export function useLeaving(): void {
  const running = usePageState(({ run }) => isRunning(run) && run?.source === 'model');
  useEffect(() => {
    if (!running) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [running]);
}
