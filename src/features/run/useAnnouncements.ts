import { useEffect } from 'react';
import { useDesk } from '../../session/react.tsx';
import { useAnnounce } from '../../ui/index.ts';
import { isWorthAnnouncing, announcementOf } from './announcements.ts';

/** Says how the reading goes to who hears the page. With a token it costs a few comparisons, and renders nothing. */
export function useAnnouncements(): void {
  const { session } = useDesk();
  const say = useAnnounce();
  useEffect(() => {
    let heard = session.getState().reading;
    function tell(): string {
      const { reading } = session.getState();
      const words = announcementOf(heard, reading);
      heard = reading;
      return words;
    }
    return session.subscribe(({ reading }) => {
      if (isWorthAnnouncing(heard, reading)) say(tell);
    });
  }, [session, say]);
}
