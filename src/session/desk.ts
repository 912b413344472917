import type { Size, Switch } from '../grounding/base.ts';
import type { Relay } from '../inference/index.ts';
import { followServer } from './own-choices.ts';
import { createRelays } from './relays.ts';
import { createChecker } from './connection.ts';
import type { AskServer } from './connection.ts';
import { demoJob, readDemoFrames } from './demo.ts';
import type { Demo } from './demo.ts';
import { createFrames } from './frames.ts';
import type { Frames, ReadPicture } from './frames.ts';
import { demoMissing, parserMissing } from './failures.ts';
import { watchConnections } from './held-back.ts';
import type { HoldRequest } from './held-back.ts';
import { regenerateJob, isContinuable, newJob, continueJob, storyOnlyJob, endedRun } from './jobs.ts';
import { loadSettings, saveSettings } from './saved-settings.ts';
import type { StorageAreas } from './saved-settings.ts';
import { watchQueue } from './queue.ts';
import type { AskQueue } from './queue.ts';
import { watchReturn } from './return.ts';
import type { RunDependencies } from './run.ts';
import { docOf } from './docs.ts';
import type { Commit } from './records.ts';
import { firstFrame } from './selectors.ts';
import { addRun, addSequence, newRun, newSequence, removeOtherDemos, show } from './sequences.ts';
import type { Origins } from './sequences.ts';
import { createStores } from './stores.ts';
import type { Stores } from './stores.ts';
import { watchSilence } from './silence.ts';
import type { AskHealth } from './silence.ts';
import { createJobRunner } from './job-runner.ts';
import { settingsCommands } from './settings-commands.ts';
import type { SettingsCommands } from './settings-commands.ts';
import { loadParser } from './parser.ts';
import { serverOf } from './settings.ts';
import type { BoxUnits } from './types.ts';

export interface DeskDependencies extends RunDependencies, Origins {
  readonly readPicture: ReadPicture;
  readonly loadDemo: () => Promise<Demo>;
  readonly probe: AskServer;
  readonly askQueue: AskQueue;
  readonly askHealth: AskHealth;
  readonly holdRequest: HoldRequest;
  /** False if the device knows that it has no network. */
  readonly isOnline: () => boolean;
  /** Whether the page can be seen. */
  readonly isVisible: () => boolean;
  /** Finds the relays of the page's server. Null, at once or later, if the page does not come from `npm start`. */
  readonly findRelays: () => Promise<readonly Relay[] | null> | null;
  /** A number below 2^31, different for each run. */
  readonly seed: () => number;
  readonly storages: StorageAreas;
}

/** A completion from elsewhere. */
export interface Output {
  readonly name: string;
  readonly text: string;
  /** The sizes of its frames in pixels, where they are known; frame n is `sizes[n - 1]`. */
  readonly sizes?: readonly Size[];
  /** Where its thinking and its story begin, if they were kept apart. */
  readonly switches?: readonly Switch[];
}

/** Everything that a user can do, and the stores that it changes. */
export interface Desk extends SettingsCommands, Pick<Stores, 'session' | 'sessionOf' | 'view' | 'viewOf'> {
  readonly records: Stores['records']['store'];
  readonly commit: Commit;
  readonly frames: Frames;
  /** The time of the session's clock, in milliseconds. */
  readonly now: () => number;
  /** Checks the server now. A change of its address or key also starts a check. */
  readonly check: () => Promise<void>;
  /**
   * Requests a story for the frames. Resolves when the run has ended. If the settings do not allow the request, the
   * current run stays on the page.
   */
  readonly generate: () => Promise<void>;
  /** Repeats the request of the current run with a new seed. */
  readonly regenerate: () => Promise<void>;
  /** Requests a new story and keeps the thinking. */
  readonly regenerateStory: () => Promise<void>;
  /** Requests the rest of an answer that broke off. */
  readonly continue: () => Promise<void>;
  readonly stop: () => void;
  /** Shows a run of any sequence. A run in progress is stopped and keeps its text. */
  readonly showRun: (id: string) => void;
  /** Shows a sequence and its last run. A run in progress is stopped and keeps its text. */
  readonly showSequence: (id: string) => void;
  /** Shows the run that was shown before the current one. */
  readonly showPrevious: () => void;
  readonly playDemo: () => Promise<void>;
  /** Shows a new sequence without frames. */
  readonly startSequence: () => void;
  /** Opens a saved output and shows it with the frames on the page. */
  readonly open: (output: Output) => void;
  /** Changes the units in which the current boxes are read. Sends no request. */
  readonly setBoxUnits: (units: BoxUnits) => void;
  readonly dismissStartFailure: () => void;
}

export function createDesk(dependencies: DeskDependencies): Desk {
  const { clock, storages, seed, epoch, readPicture, randomId } = dependencies;
  const stores = createStores(loadSettings(storages), clock, epoch);
  const { records, settings: store, activity, view, session } = stores;
  addSequence(stores, newSequence(dependencies));
  saveSettings(store, storages);
  const frames = createFrames(stores, {
    readPicture,
    randomId,
    leaveDemo() {
      if (!session.getState().demoFrames) return;
      jobRunner.endCurrentJob();
      addSequence(stores, newSequence(dependencies));
    },
  });
  watchQueue(stores, clock, dependencies.askQueue);
  const checker = createChecker(stores, clock, dependencies.probe);
  followServer(stores);
  const relays = createRelays(stores, dependencies.findRelays);
  const jobRunner = createJobRunner({ stores, frames, checker, relays, dependencies });
  // This check needs no permission from the user: the request goes to the page's own server, not to another machine.
  void relays.pending()?.then(async () => serverOf(session.getState()).relay && checker.check());
  const isCrowded = watchConnections(stores, clock, dependencies.holdRequest);
  watchSilence({ ...dependencies, stores, isCrowded, fail: jobRunner.fail });
  watchReturn(stores, clock, dependencies);

  function showRun(id: string): void {
    const run = records.store.getState().runs[id];
    if (run === undefined || run.id === view.store.getState().place.run) return;
    jobRunner.endCurrentJob();
    stores.batch(() => {
      activity.setState({ startFailure: null });
      show(stores, run.sequence, run.id, firstFrame(docOf(run)));
    });
  }

  async function openLater(output: Output, isMine: () => boolean): Promise<void> {
    const failed = await loadParser()?.catch(() => true);
    if (!isMine()) return;
    if (failed === true) activity.setState({ startFailure: parserMissing });
    else open(output);
  }

  function open(output: Output): void {
    if (loadParser() !== null) {
      void openLater(output, jobRunner.claim());
      return;
    }
    const { name: title, text: completion, sizes = [], switches = [] } = output;
    jobRunner.endCurrentJob();
    stores.batch(() => {
      activity.setState({ startFailure: null });
      if (session.getState().demoFrames) addSequence(stores, newSequence(dependencies));
      const { sequence } = view.store.getState().place;
      // The page always shows an opened output with the frames of the sequence, including those added later. Outputs of
      // the dataset count pixels of the dataset's own frames.
      const opened = {
        sequence,
        source: 'imported',
        frames: null,
        units: 'original',
        title,
        completion,
        sizes,
        ...(switches.length > 0 && { switches }),
      } as const;
      const run = newRun(dependencies, opened);
      addRun(stores, run, firstFrame(docOf(run)));
    });
  }

  return {
    session,
    sessionOf: stores.sessionOf,
    viewOf: stores.viewOf,
    records: records.store,
    commit: records.commit,
    view,
    frames,
    now: clock.now,
    ...settingsCommands(store),
    async check() {
      await checker.check();
    },
    async generate() {
      await jobRunner.ask(
        (state) => state.frames.length,
        (state) => newJob(state, seed()),
      );
    },
    regenerate: async () => jobRunner.askAgain(regenerateJob),
    regenerateStory: async () => jobRunner.askAgain(storyOnlyJob),
    async continue() {
      const before = endedRun(session.getState());
      if (before !== null && isContinuable(before)) await jobRunner.askAgain(continueJob);
    },
    stop() {
      jobRunner.stop();
    },
    showRun,
    showSequence(id) {
      const sequence = records.store.getState().sequences[id];
      if (sequence === undefined || id === view.store.getState().place.sequence) return;
      const last = sequence.runs.at(-1);
      if (last !== undefined) showRun(last);
      else {
        jobRunner.endCurrentJob();
        show(stores, id, null, null);
      }
    },
    showPrevious() {
      const { previous } = session.getState();
      if (previous !== null) showRun(previous.id);
    },
    async playDemo() {
      const isMine = jobRunner.claim();
      const [demo] = await Promise.all([dependencies.loadDemo(), loadParser()]).catch(() => [null]);
      const shown = demo === null ? [] : await readDemoFrames(demo, readPicture, randomId);
      if (!isMine() || demo === null || shown.length < demo.frames.length) {
        for (const frame of shown) URL.revokeObjectURL(frame.url);
        if (isMine()) activity.setState({ startFailure: demoMissing });
        return;
      }
      jobRunner.endCurrentJob();
      activity.setState({ fileFailures: [] });
      stores.batch(() => {
        addSequence(stores, newSequence(dependencies, { title: demo.title, demo: true, frames: shown }));
        removeOtherDemos(records, view.store.getState().place.sequence);
      });
      await jobRunner.begin(demoJob(demo, shown, seed()));
    },
    startSequence() {
      jobRunner.endCurrentJob();
      addSequence(stores, newSequence(dependencies));
    },
    open,
    setBoxUnits(units) {
      const { run } = view.store.getState().place;
      const record = run === null ? undefined : records.store.getState().runs[run];
      if (record !== undefined) records.commit({ runs: { [record.id]: { ...record, units } } });
    },
    dismissStartFailure() {
      activity.setState({ startFailure: null });
    },
  };
}
