import { orAborted } from './aborted.ts';
import type { Clock } from './pacer.ts';

/** A question that is repeated. Times are milliseconds. */
export interface Poll<Answer> {
  /** The time until the first question; 0 asks at once. */
  readonly first: number;
  /** The time from an answer to the next question. */
  readonly every: number;
  /** How long to wait for an answer. Then the signal is aborted and the answer is null. */
  readonly patience: number;
  /** Must not reject. */
  readonly ask: (signal: AbortSignal) => Promise<Answer>;
  /** Receives each answer, or null if none came in time, and when the question was asked. */
  readonly take: (answer: Answer | null, askedAt: number) => void;
}

/** Repeats the question until the returned function is called. After that call `take` is not called again. */
export function poll<Answer>(clock: Clock, { first, every, patience, ask, take }: Poll<Answer>): () => void {
  let over = false;
  let cancel: (() => void) | null = null;
  let asking: AbortController | null = null;

  async function question(): Promise<void> {
    const mine = new AbortController();
    asking = mine;
    const askedAt = clock.now();
    cancel = clock.after(patience, () => mine.abort());
    const answer = await orAborted(ask(mine.signal), mine.signal);
    if (over) return;
    cancel();
    take(answer === 'aborted' ? null : answer, askedAt);
    next(every);
  }

  function next(milliseconds: number): void {
    // `take` may have ended the poll.
    if (!over) cancel = clock.after(milliseconds, () => void question());
  }

  if (first === 0) void question();
  else next(first);
  return () => {
    over = true;
    cancel?.();
    asking?.abort();
  };
}
