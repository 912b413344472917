import { failureOfHiddenAnswer } from '../inference/index.ts';
import type { Failure } from '../inference/index.ts';
import type { Checker } from './connection.ts';
import { parserMissing } from './failures.ts';
import type { Frames } from './frames.ts';
import { endedRun, segmentOf, unknownTo } from './jobs.ts';
import type { NewJob, EndedRun } from './jobs.ts';
import { loadParser, parser } from './parser.ts';
import type { Relays } from './relays.ts';
import { addRun, newRun } from './sequences.ts';
import type { Origins } from './sequences.ts';
import type { RunDependencies, Running } from './run.ts';
import { problemOf, serverOf } from './settings.ts';
import type { AskHealth } from './silence.ts';
import type { Stores } from './stores.ts';
import type { PageState } from './types.ts';

// A healthy server lists its models within a few milliseconds, even while it generates.
const MODEL_PATIENCE_MS = 1500;

interface Parts {
  readonly stores: Stores;
  readonly frames: Frames;
  readonly checker: Checker;
  readonly relays: Relays;
  readonly dependencies: RunDependencies &
    Origins & {
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
  readonly ask: (count: (state: PageState) => number, job: (state: PageState) => NewJob) => Promise<void>;
  /** Starts a run based on the current run; does nothing if the current run cannot be repeated. */
  readonly askAgain: (job: (before: EndedRun, state: PageState, fresh: number) => NewJob) => Promise<void>;
  readonly stop: () => void;
  /** Ends the current run with a failure. */
  readonly fail: (failure: Failure) => void;
}

export function createJobRunner({ stores, frames, checker, relays, dependencies }: Parts): JobRunner {
  const { page, activity, records, view, batch } = stores;
  let running: Running | null = null;
  let latestClaim = 0;

  function setStarting(starting: boolean): void {
    if (activity.getState().starting !== starting) activity.setState({ starting });
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
    return parser().explainEngine(failure, { clock, ask: question, isOnline, relayed }, signal);
  }

  /** Checks the server to find out why its answer could not be read. */
  async function explainUnread(baseUrl: string): Promise<Failure | null> {
    // The address may have changed since the request. Then the check would be about another server.
    if (page.getState().settings.serverUrl !== baseUrl) return null;
    const found = await checker.check();
    if (found === null) return null;
    return found.ok ? failureOfHiddenAnswer(found.version, serverOf(page.getState())) : found.failure;
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
  function modelPending(count: (state: PageState) => number): Promise<void> | null {
    const state = page.getState();
    return state.chosen.model || problemOf(state.settings, count(state)) !== null ? null : askForModel();
  }

  function stop(): void {
    if (page.getState().starting) claim();
    else running?.stop();
  }

  /** Enters the request of a job in the records, and returns the ID of its run. */
  function enter(job: NewJob): string {
    const segment = segmentOf(job, dependencies.epoch());
    const before = job.id === null ? undefined : records.store.getState().runs[job.id];
    if (before !== undefined) {
      const segments = [...before.segments, segment];
      batch(() => {
        records.commit({ runs: { [before.id]: { ...before, completion: job.kept, segments } } });
        view.follow();
        view.choose({ setup: false });
      });
      return before.id;
    }
    const { source, parent, title, frames: sent, units, kept: completion } = job;
    const { sequence } = view.store.getState().place;
    const content = { sequence, source, parent, title, frames: sent, units, completion, segments: [segment] };
    const run = newRun(dependencies, content);
    addRun(stores, run, null);
    return run.id;
  }

  async function begin(job: NewJob): Promise<void> {
    endCurrentJob();
    const id = enter(job);
    const unknown = job.unknown ?? unknownTo(job.request, Object.values(records.store.getState().runs));
    const full = {
      ...job,
      unknown,
      explain: async (failure: Failure, signal: AbortSignal) => explain(job, failure, signal),
    };
    const now = parser().startRun(stores, dependencies, id, full);
    running = now;
    await now.ended;
    if (running === now) running = null;
  }

  async function ask(count: (state: PageState) => number, job: (state: PageState) => NewJob): Promise<void> {
    const isMine = claim();
    // The session may still be reading or resizing pictures.
    for (const next of [frames.ready, relays.pending, () => modelPending(count), loadParser]) {
      const waited = next();
      if (waited === null) continue;
      setStarting(true);
      // oxlint-disable-next-line no-await-in-loop -- each step may change what the next one asks
      const failed = await waited.catch(() => true);
      if (!isMine()) return;
      if (failed === true) {
        activity.setState({ starting: false, startFailure: parserMissing });
        return;
      }
    }
    setStarting(false);
    const state = page.getState();
    const problem = state.readOnly ?? problemOf(state.settings, count(state));
    activity.setState(problem === null ? { fileFailures: [], startFailure: problem } : { startFailure: problem });
    if (problem === null) await begin(job(state));
  }

  async function askAgain(job: (before: EndedRun, state: PageState, fresh: number) => NewJob): Promise<void> {
    const before = endedRun(page.getState());
    if (before === null) return;
    await ask(
      () => before.frames.length,
      (state) => job(before, state, dependencies.seed()),
    );
  }

  const fail = (failure: Failure): void => running?.fail(failure);
  return { claim, endCurrentJob, begin, ask, askAgain, stop, fail };
}
