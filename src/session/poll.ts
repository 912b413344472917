import { orAborted } from './aborted.ts';
import type { Clock } from './pacer.ts';

/** A question that is asked again and again. Times are milliseconds. */
export interface Poll<Answer> {
  /** Until the first question; 0 asks at once. */
  readonly first: number;
  /** From an answer to the next question. */
  readonly every: number;
  /** After so long a question counts as not answered, and its signal is aborted. */
  readonly patience: number;
  /** Must not reject. */
  readonly ask: (signal: AbortSignal) => Promise<Answer>;
  /** Hears each answer, or null where none came in time, and when the question was asked. */
  readonly take: (answer: Answer | null, askedAt: number) => void;
}

/** Asks until the function that it returns is called; after that, `take` hears nothing. */
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
