import type { Failure, Health } from '../inference/index.ts';
import { engineDead, serverShutDown } from './failures.ts';
import type { Clock } from './pacer.ts';
import { poll } from './poll.ts';

interface Parts {
  readonly clock: Clock;
  readonly ask: (signal: AbortSignal) => Promise<Health>;
  readonly isOnline: () => boolean;
  /** Whether the health checks go through the relay of `npm start`. */
  readonly relayed: boolean;
}

const EVERY_MS = 1000;
const PATIENCE_MS = 3000;
// A server whose engine has died may shut down a few seconds later.
const LIMIT_MS = 8000;

/**
 * Finds out whether an error event of the engine means a crash or a shutdown, by checking the server's health. A plain
 * Ctrl-C in the terminal of vLLM 0.32 sent the same event as a crash in 3 of 6 tries; afterwards the server stops
 * listening. Null if the checks add nothing to the event.
 */
export async function explainEngine(
  event: Failure,
  { clock, ask, isOnline, relayed }: Parts,
  signal: AbortSignal,
): Promise<Failure | null> {
  return new Promise((resolve) => {
    let dead = false;
    const decide = (failure: Failure | null): void => {
      stop();
      cancel();
      signal.removeEventListener('abort', giveUp);
      resolve(failure);
    };
    const giveUp = (): void => decide(null);
    const stop = poll<Health>(clock, {
      first: 0,
      every: EVERY_MS,
      patience: PATIENCE_MS,
      ask,
      take(health) {
        if (health === 'dead') dead = true;
        else if (health === 'ok') decide(null);
        else if (health === 'gone' || (health === 'refused' && isOnline()))
          decide(serverShutDown(event.said, relayed && health === 'refused'));
      },
    });
    const cancel = clock.after(LIMIT_MS, () => decide(dead ? engineDead(event.said) : null));
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
