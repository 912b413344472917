import { useEffect } from 'react';
import { useDesk } from '../../session/react.tsx';
import { useAnnounce } from '../../ui/index.ts';
import { isWorthAnnouncing, announcementOf } from './announcements.ts';

/** Announces the progress of the run to screen readers. Per token it costs a few comparisons and no render. */
export function useAnnouncements(): void {
  const { session } = useDesk();
  const say = useAnnounce();
  useEffect(() => {
    let last = session.getState().reading;
    function nextAnnouncement(): string {
      const { reading } = session.getState();
      const text = announcementOf(last, reading);
      last = reading;
      return text;
    }
    return session.subscribe(({ reading }) => {
      if (isWorthAnnouncing(last, reading)) say(nextAnnouncement);
    });
  }, [session, say]);
}
