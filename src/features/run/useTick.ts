import { useEffect, useState } from 'react';

/** The time of the session's clock, asked for once a second while something runs; up to a second old at its beginning. */
export function useTick(now: () => number, running: boolean): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setTime(now()), 1000);
    return () => clearInterval(timer);
  }, [now, running]);
  return time;
}
