import { useEffect } from 'react';
import { useDesk } from '../../session/react.tsx';
import { useSay } from '../../ui/index.ts';
import { isNews, sayNews } from './findings.ts';

/** Says how the reading goes to who hears the page. With a token it costs a few comparisons, and renders nothing. */
export function useFindings(): void {
  const { session } = useDesk();
  const say = useSay();
  useEffect(() => {
    let heard = session.getState().reading;
    function tell(): string {
      const { reading } = session.getState();
      const words = sayNews(heard, reading);
      heard = reading;
      return words;
    }
    return session.subscribe(({ reading }) => {
      if (isNews(heard, reading)) say(tell);
    });
  }, [session, say]);
}
