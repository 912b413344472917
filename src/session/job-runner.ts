import type { StoreApi } from 'zustand/vanilla';
import { failureOfHiddenAnswer } from '../inference/index.ts';
import type { Failure } from '../inference/index.ts';
import type { Checker } from './connection.ts';
import { explainEngine } from './engine.ts';
import type { Frames } from './frames.ts';
import { endedRun } from './jobs.ts';
import type { NewJob, EndedRun } from './jobs.ts';
import type { Relays } from './relays.ts';
import { startRun } from './run.ts';
import type { RunDependencies, Running } from './run.ts';
import { problemOf, serverOf } from './settings.ts';
import type { AskHealth } from './silence.ts';
import type { SessionState } from './types.ts';
import type { View } from './view.ts';

// A healthy server lists its models within a few milliseconds, even while it generates.
const MODEL_PATIENCE_MS = 1500;

interface Parts {
  readonly session: StoreApi<SessionState>;
  readonly view: View;
  readonly frames: Frames;
  readonly checker: Checker;
  readonly relays: Relays;
  readonly dependencies: RunDependencies & {
    readonly seed: () => number;
    readonly askHealth: AskHealth;
    readonly isOnline: () => boolean;
  };
}

/** Runs one job at a time; a new job replaces the current one. */
export interface JobRunner {
  /** Registers that a job is being prepared. The returned function says whether no other job was registered since. */
  readonly claim: () => () => boolean;
  /** Ends the current job at once. The text so far is kept. */
  readonly endCurrentJob: () => void;
  /** Starts a run and resolves when it has ended. */
  readonly begin: (job: NewJob) => Promise<void>;
  /**
   * Starts a run if its settings are valid and it has frames (`count` says how many); otherwise sets `startFailure`.
   */
  readonly ask: (count: (state: SessionState) => number, job: (state: SessionState) => NewJob) => Promise<void>;
  /** Starts a run based on the current run; does nothing if the current run cannot be repeated. */
  readonly askAgain: (job: (before: EndedRun, state: SessionState, fresh: number) => NewJob) => Promise<void>;
  readonly stop: () => void;
  /** Ends the current run with a failure. */
  readonly fail: (failure: Failure) => void;
}

export function createJobRunner({ session, view, frames, checker, relays, dependencies }: Parts): JobRunner {
  let running: Running | null = null;
  let latestClaim = 0;

  function setStarting(starting: boolean): void {
    if (session.getState().starting !== starting) session.setState({ starting });
  }

  function claim(): () => boolean {
    const mine = ++latestClaim;
    setStarting(false);
    return () => latestClaim === mine;
  }

  function endCurrentJob(): void {
    claim();
    running?.giveWay();
    running = null;
  }

  async function explain({ request }: NewJob, failure: Failure, signal: AbortSignal): Promise<Failure | null> {
    if (failure.kind !== 'engine') return explainUnread(request.baseUrl);
    const { clock, askHealth, isOnline } = dependencies;
    const question = async (given: AbortSignal) => askHealth({ ...request, apiKey: '' }, { signal: given });
    const relayed = request.relay !== undefined;
    return explainEngine(failure, { clock, ask: question, isOnline, relayed }, signal);
  }

  /** Checks the server to find out why its answer could not be read. */
  async function explainUnread(baseUrl: string): Promise<Failure | null> {
    // The address may have changed since the request. Then the check would be about another server.
    if (session.getState().settings.serverUrl !== baseUrl) return null;
    const found = await checker.check();
    if (found === null) return null;
    return found.ok ? failureOfHiddenAnswer(found.version, serverOf(session.getState())) : found.failure;
  }

  /** Asks the server for its model. If it does not answer in time, the story is requested without knowing the model. */
  async function askForModel(): Promise<void> {
    const patience = new AbortController();
    const late = new Promise<void>((resolve) => {
      patience.signal.addEventListener('abort', dependencies.clock.after(MODEL_PATIENCE_MS, resolve));
    });
    await Promise.race([checker.check(), late]);
    patience.abort();
  }

  /** Null if the user has chosen the model, or if the request would be refused anyway. */
  function modelPending(count: (state: SessionState) => number): Promise<void> | null {
    const state = session.getState();
    return state.chosen.model || problemOf(state.settings, count(state)) !== null ? null : askForModel();
  }

  function stop(): void {
    if (session.getState().starting) claim();
    else running?.stop();
  }

  async function begin(job: NewJob): Promise<void> {
    endCurrentJob();
    // A job with an id continues the current run. Any other job starts a new one, and the current run becomes the
    // previous.
    if (job.id === null) {
      session.setState(keepAsPrevious);
      view.begin(null);
    } else {
      view.follow();
      view.choose({ setup: false });
    }
    const now = startRun(session, dependencies, {
      ...job,
      explain: async (failure, signal) => explain(job, failure, signal),
    });
    running = now;
    await now.ended;
    if (running === now) running = null;
  }

  async function ask(count: (state: SessionState) => number, job: (state: SessionState) => NewJob): Promise<void> {
    const isMine = claim();
    // Pictures may still be being read or resized.
    for (const next of [frames.ready, relays.pending, () => modelPending(count)]) {
      const waited = next();
      if (waited === null) continue;
      setStarting(true);
      // oxlint-disable-next-line no-await-in-loop -- each step may change what the next one asks
      await waited;
      if (!isMine()) return;
    }
    setStarting(false);
    const state = session.getState();
    const problem = problemOf(state.settings, count(state));
    session.setState(problem === null ? { fileFailures: [], startFailure: problem } : { startFailure: problem });
    if (problem === null) await begin(job(state));
  }

  async function askAgain(job: (before: EndedRun, state: SessionState, fresh: number) => NewJob): Promise<void> {
    const before = endedRun(session.getState());
    if (before === null) return;
    await ask(
      () => before.frames.length,
      (state) => job(before, state, dependencies.seed()),
    );
  }

  const fail = (failure: Failure): void => running?.fail(failure);
  return { claim, endCurrentJob, begin, ask, askAgain, stop, fail };
}

/** The run that becomes the previous one: the current run, unless it has no text. */
export function keepAsPrevious({ run, previous }: SessionState): Pick<SessionState, 'previous'> {
  return { previous: run !== null && run.completion !== '' ? run : previous };
}
