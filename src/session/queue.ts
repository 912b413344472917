import type { Queue, Server } from '../inference/index.ts';
import type { Clock } from './pacer.ts';
import { poll } from './poll.ts';
import { changeLive } from './stores.ts';
import type { Stores } from './stores.ts';
import type { QueueAhead, Progress } from './progress.ts';
import type { ShownRun } from './types.ts';

/** Asks how many requests run and wait; null if the server does not report it. */
export type AskQueue = (server: Server, options: { readonly signal: AbortSignal }) => Promise<Queue | null>;

// The prompt of 17 pictures takes one or two seconds to process. A longer silence may mean a queue.
const EVERY_MS = 2000;
const PATIENCE_MS = 8000;

/**
 * Asks for the server's queue until the first text arrives. vLLM's queue is unbounded, so that may take minutes
 * (vllm#18826).
 */
export function watchQueue({ page, activity }: Stores, clock: Clock, ask: AskQueue): void {
  let stop: (() => void) | null = null;

  function take(found: Queue | null): void {
    const { run } = page.getState();
    // If a question fails, the last numbers stay.
    if (found === null || !isQueued(run)) return;
    changeLive(activity, { queue: aheadIn(found, run.progress.queue) });
  }

  page.subscribe(({ run }, { run: before }) => {
    if (isQueued(run) === isQueued(before) && run?.id === before?.id) return;
    stop?.();
    stop = null;
    if (!isQueued(run)) return;
    const server = { ...run.progress.request, apiKey: '' };
    stop = poll<Queue | null>(clock, {
      first: EVERY_MS,
      every: EVERY_MS,
      patience: PATIENCE_MS,
      ask: async (signal) => ask(server, { signal }),
      take,
    });
  });
}

/**
 * Estimates the position of our request. `waiting` includes our request and the requests behind it. The requests ahead
 * can only become fewer, so the lowest number so far is the most that can be ahead.
 */
function aheadIn({ running, waiting }: Queue, before: QueueAhead | null): QueueAhead {
  const others = Math.max(0, waiting - 1);
  return { running, waiting, ahead: Math.min(others, before?.ahead ?? others) };
}

type Queued = ShownRun & { readonly progress: Progress };

function isQueued(run: ShownRun | null): run is Queued {
  return run?.source === 'model' && run.progress?.status === 'queued';
}
