import { createStore } from 'zustand/vanilla';
import type { Relay } from '../inference/index.ts';
import { followServer } from './own-choices.ts';
import { createRelays } from './relays.ts';
import type { Correct } from './corrections.ts';
import { createChecker } from './connection.ts';
import type { AskServer } from './connection.ts';
import type { Demo } from './demo.ts';
import { createPlaces } from './places.ts';
import { createOpener } from './opener.ts';
import type { Output } from './opener.ts';
import { createFrames } from './frames.ts';
import type { Frames, ReadPicture } from './frames.ts';
import { demoMissing } from './failures.ts';
import { watchConnections } from './held-back.ts';
import type { HoldRequest } from './held-back.ts';
import { regenerateJob, isContinuable, newJob, continueJob, storyOnlyJob, endedRun } from './jobs.ts';
import { loadSettings, saveSettings } from './saved-settings.ts';
import type { StorageAreas } from './saved-settings.ts';
import { watchQueue } from './queue.ts';
import type { AskQueue } from './queue.ts';
import { watchReturn } from './return.ts';
import type { RunDependencies } from './run.ts';
import type { Commit, ReadableStore } from './records.ts';
import { addSequence, newSequence, removeOtherDemos } from './sequences.ts';
import type { Origins } from './sequences.ts';
import { createStores } from './stores.ts';
import type { Stores } from './stores.ts';
import type { Channel } from './tabs/channel.ts';
import type { BrowserHistory } from './browser-history.ts';
import type { Library } from './storage/library.ts';
import type { OpenStorage } from './storage/reconnect.ts';
import type { StorageSpace } from './storage/space.ts';
import { watchSilence } from './silence.ts';
import type { AskHealth } from './silence.ts';
import { createJobRunner } from './job-runner.ts';
import { settingsCommands } from './settings-commands.ts';
import type { SettingsCommands } from './settings-commands.ts';
import { loadParser } from './parser.ts';
import { serverOf } from './settings.ts';
import { unitsCommands } from './units-commands.ts';
import type { UnitsCommands } from './units-commands.ts';

export interface SessionDependencies extends RunDependencies, Origins {
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
  /** Opens what the library is stored in; the browser's database if it is missing. */
  readonly openStorage?: OpenStorage;
  /** The browser's own if they are missing. */
  readonly space?: StorageSpace;
  readonly forgetsUnvisited?: boolean;
  /** Where visits are recorded; the browser's history if it is missing. */
  readonly history?: BrowserHistory;
  /** How this tab speaks to the others; the browser's channel if it is missing. */
  readonly channel?: Channel;
}

/** The library, and whether the page shows it. */
export interface LibraryView {
  /** Null until it is loaded. */
  readonly loaded: Library | null;
  readonly isShown: boolean;
}

/** Everything that a user can do, and the stores that it changes. */
export interface Session extends SettingsCommands, UnitsCommands, Pick<Stores, 'page' | 'pageOf' | 'view' | 'viewOf'> {
  readonly records: Stores['records']['store'];
  readonly commit: Commit;
  readonly frames: Frames;
  /** The saved sequences. */
  readonly library: ReadableStore<LibraryView>;
  readonly showLibrary: (isShown: boolean) => void;
  /** Loads the library, shows the sequence that was shown last, and saves every change from then on. */
  readonly loadLibrary: () => Promise<void>;
  /** The time of the session's clock, in milliseconds. */
  readonly now: () => number;
  /** Epoch milliseconds. */
  readonly epoch: () => number;
  /** Checks the server now. A change of its address or key also starts a check. */
  readonly check: () => Promise<void>;
  /**
   * Requests a story for the frames. Resolves when the run has ended. If the settings do not allow the request, the
   * current run stays on the page.
   */
  readonly generate: () => Promise<void>;
  /** Repeats the request of the current run with a new seed. */
  readonly regenerate: () => Promise<void>;
  /** Repeats the first request of the current run byte for byte. */
  readonly repeat: () => Promise<void>;
  /** Requests a new story and keeps the thinking. */
  readonly regenerateStory: () => Promise<void>;
  /** Requests the rest of an answer that broke off. */
  readonly continue: () => Promise<void>;
  readonly stop: () => void;
  /** Shows a run of any sequence. A run in progress is stopped and keeps its text. */
  readonly showRun: (id: string) => void;
  /** Shows a new sequence. A run in progress is stopped and keeps its text. */
  readonly startSequence: () => void;
  /** Shows a sequence and its last run. A run in progress is stopped and keeps its text. */
  readonly showSequence: (id: string) => void;
  /** Shows the run that was shown before the current one. */
  readonly showPrevious: () => void;
  readonly playDemo: () => Promise<void>;
  /** Opens a saved output and shows it with the frames on the page. */
  readonly open: (output: Output) => void;
  readonly correct: Correct;
  readonly dismissStartFailure: () => void;
}

export function createSession(dependencies: SessionDependencies): Session {
  const { clock, storages, seed, epoch, readPicture, randomId } = dependencies;
  const stores = createStores(loadSettings(storages), clock, epoch);
  const { records, settings: store, activity, view, page } = stores;
  addSequence(stores, newSequence(dependencies));
  saveSettings(store, storages);
  const frames = createFrames(stores, {
    readPicture,
    randomId,
    leaveDemo() {
      if (!page.getState().demoFrames) return;
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
  void relays.pending()?.then(async () => serverOf(page.getState()).relay && checker.check());
  const isCrowded = watchConnections(stores, clock, dependencies.holdRequest);
  watchSilence({ ...dependencies, stores, isCrowded, fail: jobRunner.fail });
  watchReturn(stores, clock, dependencies);

  const library = createStore<LibraryView>(() => ({ loaded: null, isShown: false }));
  const showLibrary = (isShown: boolean): void => library.setState({ isShown });
  const open = createOpener(stores, dependencies, jobRunner);
  const places = createPlaces(stores, dependencies, () => jobRunner.endCurrentJob());

  return {
    page,
    pageOf: stores.pageOf,
    viewOf: stores.viewOf,
    records: records.store,
    commit: records.commit,
    view,
    frames,
    library,
    showLibrary,
    async loadLibrary() {
      const { startLibrary } = await import('./storage/start.ts');
      library.setState({
        loaded: await startLibrary({
          ...dependencies,
          ...places,
          stores,
          frames,
          libraryView: library,
          endJob: jobRunner.endCurrentJob,
        }),
      });
    },
    now: clock.now,
    epoch,
    ...settingsCommands(stores),
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
    async repeat() {
      const { repeatJob } = await import('./provenance.ts');
      const run = records.store.getState().runs[view.store.getState().place.run ?? ''];
      if (run !== undefined) await jobRunner.askAgain((_, state) => repeatJob(run, state));
    },
    regenerateStory: async () => jobRunner.askAgain(storyOnlyJob),
    async continue() {
      const before = endedRun(page.getState());
      if (before !== null && isContinuable(before)) await jobRunner.askAgain(continueJob);
    },
    stop() {
      jobRunner.stop();
    },
    showRun(id) {
      showLibrary(false);
      places.showRun(id);
    },
    showSequence(id) {
      showLibrary(false);
      places.showSequence(id);
    },
    startSequence() {
      showLibrary(false);
      places.startSequence();
    },
    showPrevious() {
      const { previous } = page.getState();
      if (previous !== null) places.showRun(previous.id);
    },
    async playDemo() {
      const isMine = jobRunner.claim();
      const loading = Promise.all([dependencies.loadDemo(), import('./demo.ts'), loadParser()]);
      const [demo, player] = await loading.catch(() => [null, null] as const);
      const shown = demo === null ? [] : await player.readDemoFrames(demo, readPicture, randomId);
      if (!isMine() || demo === null || shown.length < demo.frames.length) {
        if (isMine()) activity.setState({ startFailure: demoMissing });
        return;
      }
      jobRunner.endCurrentJob();
      activity.setState({ fileFailures: [] });
      stores.batch(() => {
        addSequence(stores, newSequence(dependencies, { title: demo.title, demo: true, frames: shown }));
        removeOtherDemos(records, view.store.getState().place.sequence);
      });
      await jobRunner.begin(player.demoJob(demo, shown, seed()));
    },
    open(output) {
      showLibrary(false);
      open(output);
    },
    async correct(correction) {
      const { createCorrect } = await import('./corrections.ts');
      return createCorrect(stores, dependencies)(correction);
    },
    ...unitsCommands(stores),
    dismissStartFailure() {
      activity.setState({ startFailure: null });
    },
  };
}
