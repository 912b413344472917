import { useEffect, useState } from 'react';

/** The time of the session's clock, read once a second during a run. At the start of a run it can be older. */
export function useTick(now: () => number, running: boolean): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setTime(now()), 1000);
    return () => clearInterval(timer);
  }, [now, running]);
  return time;
}
