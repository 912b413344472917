import type { OpenRequest, Server } from '../inference/index.ts';
import type { Clock } from './pacer.ts';
import { poll } from './poll.ts';
import { changeLive } from './stores.ts';
import type { Stores } from './stores.ts';
import type { ShownRun } from './types.ts';

export type HoldRequest = (server: Server) => OpenRequest;

/** The most HTTP/1.1 connections to one server in Chrome, Firefox and Safari. */
const CONNECTIONS = 6;
// A server that answers within this time needs no message.
const FIRST_MS = 1000;
const EVERY_MS = 2000;
const PATIENCE_MS = 2000;

/**
 * Counts the open requests of all tabs to the server, and records in the run whether the browser holds the request
 * back.
 * @returns whether the browser has no free connection to the server
 */
export function watchConnections({ page, activity }: Stores, clock: Clock, hold: HoldRequest): () => Promise<boolean> {
  let request: OpenRequest | null = null;
  let stop: (() => void) | null = null;

  function setHeldBack(heldBack: boolean): void {
    const { run } = page.getState();
    if (statusOf(run) !== 'connecting' || !run?.progress || run.progress.heldBack === heldBack) return;
    changeLive(activity, { heldBack });
  }

  page.subscribe(({ run }, { run: before }) => {
    const [status, was] = [statusOf(run), statusOf(before)];
    if (status === was && run?.id === before?.id) return;
    stop?.();
    stop = null;
    if (!OPEN.has(status) || !OPEN.has(was) || run?.id !== before?.id) {
      request?.release();
      request = null;
    }
    if (run?.progress && OPEN.has(status)) request ??= hold({ ...run.progress.request, apiKey: '' });
    if (request === null || status !== 'connecting') return;
    stop = poll(clock, {
      first: FIRST_MS,
      every: EVERY_MS,
      patience: PATIENCE_MS,
      ask: request.count,
      take: (others) => setHeldBack(others !== null && others.earlier >= CONNECTIONS),
    });
  });

  return async () => (request === null ? false : (await request.count()).all >= CONNECTIONS);
}

type Status = NonNullable<ShownRun['progress']>['status'] | null;

const OPEN: ReadonlySet<Status> = new Set<Status>(['connecting', 'queued', 'streaming']);

function statusOf(run: ShownRun | null): Status {
  return run?.source === 'model' ? (run.progress?.status ?? null) : null;
}
