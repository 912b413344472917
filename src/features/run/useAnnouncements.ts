import { useEffect } from 'react';
import { useDesk } from '../../session/react.tsx';
import { useAnnounce } from '../../ui/index.ts';
import { isWorthAnnouncing, announcementOf } from './announcements.ts';

/** Announces the progress of the run to screen readers. Per token it costs a few comparisons and no render. */
export function useAnnouncements(): void {
  const { session } = useDesk();
  const say = useAnnounce();
  useEffect(() => {
    let last = session.getState().run;
    function nextAnnouncement(): string {
      const { run } = session.getState();
      const text = announcementOf(last, run);
      last = run;
      return text;
    }
    return session.subscribe(({ run }) => {
      if (isWorthAnnouncing(last, run)) say(nextAnnouncement);
    });
  }, [session, say]);
}
