import { useEffect } from 'react';
import { isRunning } from '../../session/index.ts';
import { useSession, usePageState } from '../../session/react.tsx';
import { sayPhase } from './statusText.ts';

const NAME = 'StoryLens';

/**
 * Shows users in another tab how the run is going: the title of the page has the phase, and a system notification
 * reports the end.
 */
export function useTabTitle(): void {
  const { page } = useSession();
  const phase = usePageState(({ run }) => (run?.progress ? sayPhase(run) : null));
  const running = usePageState(({ run }) => isRunning(run));
  useEffect(() => {
    document.title = phase === null ? NAME : `${phase} · ${NAME}`;
  }, [phase]);
  useEffect(() => {
    if (!running) return undefined;
    // Called when the run ends or the page unmounts.
    return () => {
      const { run, preferences } = page.getState();
      if (!preferences.notify || !document.hidden || run?.progress?.status !== 'ended') return;
      if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
      const notification = new Notification(NAME, { body: sayPhase(run), tag: NAME });
      notification.addEventListener('click', () => window.focus());
    };
  }, [running, page]);
}
