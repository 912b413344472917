import type { Reading, Run } from '../../session/index.ts';

/** Where a request waits that has no word yet, if anything shows it. */
export type WaitsIn = 'queue' | 'browser';

/** Whether a run's request waits in the server's queue, or in the browser for a free connection. */
export function waitsIn(run: Pick<Run, 'status' | 'queue' | 'heldBack'> | null): WaitsIn | null {
  if (run === null) return null;
  if (run.status === 'connecting' && run.heldBack) return 'browser';
  // A queue without waiting requests: ours may be one of those that run.
  return run.status === 'queued' && run.queue !== null && run.queue.waiting > 0 ? 'queue' : null;
}

/** The same in words; null where the request waits nowhere that shows. */
export function sayWaiting({ run }: Pick<Reading, 'run'>): string | null {
  switch (waitsIn(run)) {
    case 'queue':
      return run === null || run.queue === null ? null : sayQueue(run.queue);
    case 'browser':
      return 'Waiting for a free connection of the browser';
    case null:
      return null;
  }
}

/** Why the browser keeps a request back: browsers open at most six HTTP/1.1 connections to one server. */
export const HELD_BACK =
  'The browser allows six connections to one server, and six requests of other StoryLens tabs use them. ' +
  'This one starts when one of them ends.';

function sayQueue({ running, ahead }: NonNullable<Run['queue']>): string {
  const run = running === 1 ? '1 request is running' : `${running === 0 ? 'no' : number(running)} requests are running`;
  const wait = ahead === 0 ? 'none waits' : `at most ${number(ahead)} ${ahead === 1 ? 'waits' : 'wait'}`;
  return `In the server’s queue: ${run}, ${wait} before this one`;
}

const number = (value: number): string => value.toLocaleString('en');
