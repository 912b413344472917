import { useEffect } from 'react';
import { useSession } from '../../session/react.tsx';
import { useAnnounce } from '../../ui/index.ts';

/** Loads the wording of the announcements: 4 kB of script that the first paint does not need. */
async function loadWording(): Promise<typeof import('./announcements.ts')> {
  return import('./announcements.ts');
}

/**
 * Announces the progress of the run to screen readers. Per token it costs a few comparisons and no render. Changes
 * before the wording has loaded are announced when it has loaded.
 */
export function useAnnouncements(): void {
  const { page } = useSession();
  const say = useAnnounce();
  useEffect(() => {
    let last = page.getState().run;
    let unsubscribe: (() => void) | null = null;
    let unmounted = false;

    async function begin(): Promise<void> {
      // Without the wording the page works, and the status line has the phase.
      const wording = await loadWording().catch(() => null);
      if (wording === null || unmounted) return;
      const { isWorthAnnouncing, announcementOf } = wording;
      function nextAnnouncement(): string {
        const { run } = page.getState();
        const text = announcementOf(last, run);
        last = run;
        return text;
      }
      function announce(): void {
        if (isWorthAnnouncing(last, page.getState().run)) say(nextAnnouncement);
      }
      unsubscribe = page.subscribe(announce);
      announce();
    }
    void begin();
    return () => {
      unmounted = true;
      unsubscribe?.();
    };
  }, [page, say]);
}
