import type { StoreApi } from 'zustand/vanilla';
import type { Failure, Health, Server } from '../inference/index.ts';
import { engineDead, serverGone } from './failures.ts';
import type { Clock } from './pacer.ts';
import { poll } from './poll.ts';
import type { HealthAnswer, Reading, SessionState } from './types.ts';
import { addAnswer, verdictOf } from './health-record.ts';

export type AskHealth = (server: Server, options: { readonly signal: AbortSignal }) => Promise<Health>;

interface Parts {
  readonly session: StoreApi<SessionState>;
  readonly clock: Clock;
  readonly askHealth: AskHealth;
  /** False where the device knows that it has no network. */
  readonly isOnline: () => boolean;
  /** Whether the browser has no connection left for a question. */
  readonly isCrowded: () => Promise<boolean>;
  /** Ends the run that is going on; what has arrived stays. */
  readonly fail: (failure: Failure) => void;
}

/** At 20 tokens a second, a reader does not expect so long a silence between two of them. Milliseconds. */
export const SILENCE_MS = 10_000;
const EVERY_MS = 3000;
const PATIENCE_MS = 8000;

/**
 * Asks a silent server for its health. vLLM 0.32 may keep a connection open for ever after Ctrl-C, and itself waits
 * until the page closes it: the run has to end, or the server cannot be started again.
 */
export function watchSilence({ session, clock, askHealth, isOnline, isCrowded, fail }: Parts): void {
  let cancel: (() => void) | null = null;
  /** The run whose server is being asked, as it was when the silence was noticed. */
  let asked: Running | null = null;

  function halt(): void {
    cancel?.();
    cancel = null;
    asked = null;
  }

  function wait(milliseconds: number): void {
    cancel = clock.after(milliseconds, () => {
      const { reading } = session.getState();
      if (!isRunning(reading)) return;
      const left = reading.run.heardAt + SILENCE_MS - clock.now();
      if (left > 0) wait(left);
      else begin(reading);
    });
  }

  function begin(reading: Running): void {
    asked = reading;
    const { request } = reading.run;
    const server = { ...request, apiKey: '' };
    cancel = poll<Health>(clock, {
      first: 0,
      every: EVERY_MS,
      patience: PATIENCE_MS,
      // A question that the browser keeps back says nothing of the server.
      ask: async (signal) => ((await isCrowded()) ? 'unclear' : askHealth(server, { signal })),
      take: (health, at) => take(answerOf(health), at, request.relay !== undefined),
    });
  }

  function answerOf(health: Health | null): HealthAnswer {
    if (health === null) return 'silent';
    return health === 'refused' && !isOnline() ? 'offline' : health;
  }

  function take(answer: HealthAnswer, at: number, relayed: boolean): void {
    const { reading } = session.getState();
    if (!isRunning(reading)) return;
    const vitals = addAnswer(reading.run.health, answer, at);
    session.setState({ reading: { ...reading, run: { ...reading.run, health: vitals } } });
    const verdict = verdictOf(vitals);
    if (verdict !== null) fail(verdict === 'dead' ? engineDead(null) : serverGone(relayed && answer === 'refused'));
  }

  session.subscribe(({ reading }) => {
    if (!isRunning(reading)) halt();
    else if (cancel === null) wait(SILENCE_MS);
    else if (asked !== null && !isSame(asked, reading)) {
      halt();
      wait(SILENCE_MS);
    }
  });
}

type Running = Reading & { readonly run: NonNullable<Reading['run']> };

function isRunning(reading: Reading | null): reading is Running {
  if (reading?.source !== 'run') return false;
  const status = reading.run?.status;
  return status === 'connecting' || status === 'queued' || status === 'streaming';
}

/** Whether nothing has come since. */
function isSame(before: Running, now: Running): boolean {
  return before.id === now.id && before.run.heardAt === now.run.heardAt;
}
