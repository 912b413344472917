import { sayCount, sayNumber } from '../../grounding/base.ts';
import type { ShownRun, Progress } from '../../session/index.ts';

/** Where a request waits before its first word: in the server's queue or in the browser. */
export type WaitsIn = 'queue' | 'browser';

/** Whether a run's request waits in the server's queue, or in the browser for a free connection; null if neither is known. */
export function waitsIn(progress: Pick<Progress, 'status' | 'queue' | 'heldBack'> | null): WaitsIn | null {
  if (progress === null) return null;
  if (progress.status === 'connecting' && progress.heldBack) return 'browser';
  // If the queue has no waiting requests, this run's request may be running.
  return progress.status === 'queued' && progress.queue !== null && progress.queue.waiting > 0 ? 'queue' : null;
}

/** The status text for a waiting request; null if `waitsIn` is null. */
export function sayWaiting({ progress }: Pick<ShownRun, 'progress'>): string | null {
  switch (waitsIn(progress)) {
    case 'queue':
      return progress === null || progress.queue === null ? null : sayQueue(progress.queue);
    case 'browser':
      return 'Waiting for a free browser connection';
    case null:
      return null;
  }
}

/** Why the browser holds a request back: browsers open at most six HTTP/1.1 connections to one server. */
export const HELD_BACK =
  'The browser allows six connections to one server, and requests of other StoryLens tabs use all six. ' +
  'This request starts when one of them ends.';

function sayQueue({ running, ahead }: NonNullable<Progress['queue']>): string {
  const active = `${running === 0 ? 'no requests' : sayCount(running, 'request')} running`;
  const waiting = ahead === 0 ? 'none' : `at most ${sayNumber(ahead)}`;
  return `In the server’s queue: ${active}, ${waiting} waiting before this one`;
}
