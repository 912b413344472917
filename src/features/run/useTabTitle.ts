import { useEffect } from 'react';
import { isRunning } from '../../session/index.ts';
import { useDesk, useSession } from '../../session/react.tsx';
import { sayPhase } from './statusText.ts';

const NAME = 'StoryLens';

/** Tells a user who looks at another tab how the run is going: in the page's title, and when it has ended by the system. */
export function useTabTitle(): void {
  const { session } = useDesk();
  const phase = useSession(({ reading }) => (reading?.run ? sayPhase(reading) : null));
  const running = useSession(({ reading }) => isRunning(reading));
  useEffect(() => {
    document.title = phase === null ? NAME : `${phase} · ${NAME}`;
  }, [phase]);
  useEffect(() => {
    if (!running) return undefined;
    // Called when it runs no more, or the page goes.
    return () => {
      const { reading, preferences } = session.getState();
      if (!preferences.notify || !document.hidden || reading?.run?.status !== 'ended') return;
      if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
      const notification = new Notification(NAME, { body: sayPhase(reading), tag: NAME });
      notification.addEventListener('click', () => window.focus());
    };
  }, [running, session]);
}
