import type { Failure, Health, Server } from '../inference/index.ts';
import { engineDead, serverGone } from './failures.ts';
import type { Clock } from './pacer.ts';
import { poll } from './poll.ts';
import { changeLive } from './stores.ts';
import type { Stores } from './stores.ts';
import type { HealthAnswer, Progress } from './progress.ts';
import type { ShownRun } from './types.ts';
import { addAnswer, verdictOf } from './health-record.ts';

export type AskHealth = (server: Server, options: { readonly signal: AbortSignal }) => Promise<Health>;

interface Parts {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly askHealth: AskHealth;
  /** False if the device knows that it has no network. */
  readonly isOnline: () => boolean;
  /** Whether the browser has no free connection for a question. */
  readonly isCrowded: () => Promise<boolean>;
  /** Ends the current run; its text is kept. */
  readonly fail: (failure: Failure) => void;
}

/** A pause of this many milliseconds between two tokens is unusual: a normal speed is 20 tokens a second. */
export const SILENCE_MS = 10_000;
const EVERY_MS = 3000;
const PATIENCE_MS = 8000;

/**
 * Checks the health of a server that sends nothing. After Ctrl-C, vLLM 0.32 may keep a connection open for ever and
 * wait until the page closes it. The run must end, or the server cannot be restarted.
 */
export function watchSilence({ stores, clock, askHealth, isOnline, isCrowded, fail }: Parts): void {
  const { page, activity } = stores;
  let cancel: (() => void) | null = null;
  /** The run whose server is being checked, as it was when the silence began; null if no check is in progress. */
  let asked: Running | null = null;

  function halt(): void {
    cancel?.();
    cancel = null;
    asked = null;
  }

  function wait(milliseconds: number): void {
    cancel = clock.after(milliseconds, () => {
      const { run } = page.getState();
      if (!isRunning(run)) return;
      const left = run.progress.heardAt + SILENCE_MS - clock.now();
      if (left > 0) wait(left);
      else begin(run);
    });
  }

  function begin(run: Running): void {
    asked = run;
    const { request } = run.progress;
    const server = { ...request, apiKey: '' };
    cancel = poll<Health>(clock, {
      first: 0,
      every: EVERY_MS,
      patience: PATIENCE_MS,
      // If the browser holds the check back, the result says nothing about the server.
      ask: async (signal) => ((await isCrowded()) ? 'unclear' : askHealth(server, { signal })),
      take: (health, at) => take(answerOf(health), at, request.relay !== undefined),
    });
  }

  function answerOf(health: Health | null): HealthAnswer {
    if (health === null) return 'silent';
    return health === 'refused' && !isOnline() ? 'offline' : health;
  }

  function take(answer: HealthAnswer, at: number, relayed: boolean): void {
    const { run } = page.getState();
    if (!isRunning(run)) return;
    const health = addAnswer(run.progress.health, answer, at);
    changeLive(activity, { health });
    const verdict = verdictOf(health);
    if (verdict !== null) fail(verdict === 'dead' ? engineDead(null) : serverGone(relayed && answer === 'refused'));
  }

  page.subscribe(({ run }) => {
    if (!isRunning(run)) halt();
    else if (cancel === null) wait(SILENCE_MS);
    else if (asked !== null && !isSame(asked, run)) {
      halt();
      wait(SILENCE_MS);
    }
  });
}

type Running = ShownRun & { readonly progress: Progress };

function isRunning(run: ShownRun | null): run is Running {
  if (run?.source !== 'model') return false;
  const status = run.progress?.status;
  return status === 'connecting' || status === 'queued' || status === 'streaming';
}

/** Whether nothing has arrived in between. */
function isSame(before: Running, now: Running): boolean {
  return before.id === now.id && before.progress.heardAt === now.progress.heardAt;
}
