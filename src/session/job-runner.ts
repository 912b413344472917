import type { StoreApi } from 'zustand/vanilla';
import { failureOfHiddenAnswer } from '../inference/index.ts';
import type { Failure } from '../inference/index.ts';
import type { Checker } from './connection.ts';
import { explainEngine } from './engine.ts';
import type { Frames } from './frames.ts';
import { endedRun } from './jobs.ts';
import type { NewJob, EndedRun } from './jobs.ts';
import type { Relays } from './relays.ts';
import { run } from './run.ts';
import type { RunDependencies, Running } from './run.ts';
import { problemOf, serverOf } from './settings.ts';
import type { AskHealth } from './silence.ts';
import type { SessionState } from './types.ts';
import type { View } from './view.ts';

// A server that is well lists its models within some milliseconds, also while it generates.
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

/** Sees to it that one thing at a time is done at the desk: what is begun takes the place of what was. */
export interface JobRunner {
  /** Says that something is being prepared. Returns whether it is still that which was begun last. */
  readonly claim: () => () => boolean;
  /** Whatever runs or is being prepared gives way, with all that had come of it in its place. */
  readonly endCurrentJob: () => void;
  /** Resolves when the run has ended. */
  readonly begin: (job: NewJob) => Promise<void>;
  /** Begins what is asked for, about so many frames, if nothing keeps it from being sent; else says what. */
  readonly ask: (count: (state: SessionState) => number, job: (state: SessionState) => NewJob) => Promise<void>;
  /** Asks about the story on the desk, where there is one that can be told again. */
  readonly askAgain: (job: (before: EndedRun, state: SessionState, fresh: number) => NewJob) => Promise<void>;
  readonly stop: () => void;
  /** Ends the run that is going on with a failure. */
  readonly fail: (failure: Failure) => void;
}

export function createJobRunner({ session, view, frames, checker, relays, dependencies }: Parts): JobRunner {
  let running: Running | null = null;
  let turn = 0;

  function setStarting(starting: boolean): void {
    if (session.getState().starting !== starting) session.setState({ starting });
  }

  function claim(): () => boolean {
    const mine = ++turn;
    setStarting(false);
    return () => turn === mine;
  }

  function clearDesk(): void {
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

  /** Why nothing could be read, found out by looking at the server. */
  async function explainUnread(baseUrl: string): Promise<Failure | null> {
    // Its address may have been changed since: another server says nothing about this one.
    if (session.getState().settings.serverUrl !== baseUrl) return null;
    const found = await checker.check();
    if (found === null) return null;
    return found.ok ? failureOfHiddenAnswer(found.version, serverOf(session.getState())) : found.failure;
  }

  /** Finds out which model the server has; a server that does not answer at once is asked for the story all the same. */
  async function askForModel(): Promise<void> {
    const patience = new AbortController();
    const late = new Promise<void>((resolve) => {
      patience.signal.addEventListener('abort', dependencies.clock.after(MODEL_PATIENCE_MS, resolve));
    });
    await Promise.race([checker.check(), late]);
    patience.abort();
  }

  /** Null where the user has chosen the model, or nothing can be sent anyway. */
  function modelPending(count: (state: SessionState) => number): Promise<void> | null {
    const state = session.getState();
    return state.chosen.model || problemOf(state.settings, count(state)) !== null ? null : askForModel();
  }

  function stop(): void {
    if (session.getState().starting) claim();
    else running?.stop();
  }

  async function begin(job: NewJob): Promise<void> {
    clearDesk();
    // A piece of the same story takes the place of what it continues; from anything else one can come back.
    if (job.id === null) {
      session.setState(keepAsPrevious);
      view.begin(null);
    } else {
      view.follow();
      view.choose({ setup: false });
    }
    const now = run(session, dependencies, {
      ...job,
      explain: async (failure, signal) => explain(job, failure, signal),
    });
    running = now;
    await now.ended;
    if (running === now) running = null;
  }

  async function ask(count: (state: SessionState) => number, job: (state: SessionState) => NewJob): Promise<void> {
    const isMine = claim();
    // Pictures may still be being read in, or made smaller.
    for (const next of [frames.ready, relays.pending, () => modelPending(count)]) {
      const waited = next();
      if (waited === null) continue;
      setStarting(true);
      // oxlint-disable-next-line no-await-in-loop -- each may decide what the next one is asked
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
  return { claim, endCurrentJob: clearDesk, begin, ask, askAgain, stop, fail };
}

/** What lies on the desk, to be come back to; else what lay there before. */
export function keepAsPrevious({ reading, previous }: SessionState): Pick<SessionState, 'previous'> {
  return { previous: reading !== null && reading.completion !== '' ? reading : previous };
}
