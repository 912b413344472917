import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { parseAll } from '../grounding/index.ts';
import type { Relay } from '../inference/index.ts';
import { followServer } from './own-choices.ts';
import { createRelays } from './relays.ts';
import { createChecker, unchecked } from './connection.ts';
import type { AskServer } from './connection.ts';
import { demoJob, readDemoFrames } from './demo.ts';
import type { Demo } from './demo.ts';
import { createFrames } from './frames.ts';
import type { Frames, ReadPicture } from './frames.ts';
import { demoMissing } from './failures.ts';
import { watchConnections } from './held-back.ts';
import type { HoldRequest } from './held-back.ts';
import { nextId } from './ids.ts';
import { regenerateJob, isContinuable, newJob, continueJob, storyOnlyJob, endedRun } from './jobs.ts';
import { loadSettings, saveSettings } from './saved-settings.ts';
import type { StorageAreas } from './saved-settings.ts';
import { joinOutput } from './open-output.ts';
import type { NamedText } from './open-output.ts';
import { watchQueue } from './queue.ts';
import type { AskQueue } from './queue.ts';
import { allRecipes, requestSettingsOf, settingsOf } from './recipes.ts';
import { watchReturn } from './return.ts';
import type { RunDependencies } from './run.ts';
import { firstFrame, isRunning } from './selectors.ts';
import { watchSilence } from './silence.ts';
import type { AskHealth } from './silence.ts';
import { createJobRunner, keepAsPrevious } from './job-runner.ts';
import { serverOf } from './settings.ts';
import type { BoxUnits, Chosen, Preferences, SessionState, Settings } from './types.ts';
import { createView } from './view.ts';
import type { View } from './view.ts';

export interface DeskDependencies extends RunDependencies {
  readonly readPicture: ReadPicture;
  readonly loadDemo: () => Promise<Demo>;
  readonly probe: AskServer;
  readonly askQueue: AskQueue;
  readonly askHealth: AskHealth;
  readonly holdRequest: HoldRequest;
  /** False where the device knows that it has no network. */
  readonly isOnline: () => boolean;
  /** Whether the page can be seen. */
  readonly isVisible: () => boolean;
  /** Finds the relays of the page's server. Null, at once or later, if the page does not come from `npm start`. */
  readonly findRelays: () => Promise<readonly Relay[] | null> | null;
  /** A number below 2^31, different for each run. */
  readonly seed: () => number;
  readonly storages: StorageAreas;
}

/** Everything that a user can do. It changes two stores: the session (frames, settings, current run) and the view. */
export interface Desk {
  readonly session: StoreApi<SessionState>;
  readonly view: View;
  readonly frames: Frames;
  /** Milliseconds of the session's clock. */
  readonly now: () => number;
  readonly set: (change: Partial<Settings>) => void;
  /** Clears the user's choice, so that StoryLens chooses this setting and adapts it to the server. */
  readonly leaveToStoryLens: (field: keyof Chosen) => void;
  readonly prefer: (change: Partial<Preferences>) => void;
  /** Checks the server now. A change of its address or key also starts a check. */
  readonly check: () => Promise<void>;
  readonly chooseRecipe: (name: string) => void;
  /** Saves the request settings and the model under a name, and replaces a saved recipe of that name. */
  readonly saveRecipe: (name: string) => void;
  readonly deleteRecipe: (name: string) => void;
  /**
   * Requests a story for the frames. Resolves when the run has ended. A problem found before the request changes
   * nothing.
   */
  readonly generate: () => Promise<void>;
  /** Repeats the request of the current run with a new seed. */
  readonly regenerate: () => Promise<void>;
  /** Requests a new story and keeps the thinking. */
  readonly regenerateStory: () => Promise<void>;
  /** Requests the rest of an answer that broke off. */
  readonly continue: () => Promise<void>;
  readonly stop: () => void;
  /** Swaps the current run with the previous one. */
  readonly showPrevious: () => void;
  readonly playDemo: () => Promise<void>;
  /** Opens a saved output and shows it with the frames on the page. */
  readonly open: (texts: readonly NamedText[]) => void;
  /** Changes the units in which the current boxes are read. Sends no request. */
  readonly setBoxUnits: (units: BoxUnits) => void;
  readonly dismissStartFailure: () => void;
}

export function createDesk(dependencies: DeskDependencies): Desk {
  const { clock, storages, seed } = dependencies;
  const session = createStore<SessionState>(() => ({
    frames: [],
    demoFrames: false,
    adding: null,
    fileFailures: [],
    ...loadSettings(storages),
    relays: null,
    connection: unchecked,
    starting: false,
    run: null,
    previous: null,
    startFailure: null,
  }));
  saveSettings(session, storages);
  const view = createView(() => isRunning(session.getState().run), clock);
  const frames = createFrames(session, dependencies.readPicture);
  watchQueue(session, clock, dependencies.askQueue);
  const checker = createChecker(session, clock, dependencies.probe);
  followServer(session);
  const relays = createRelays(session, dependencies.findRelays);
  const jobRunner = createJobRunner({ session, view, frames, checker, relays, dependencies });
  // This check needs no permission from the user: the request goes to the page's own server, not to another machine.
  void relays.pending()?.then(async () => serverOf(session.getState()).relay && checker.check());
  const isCrowded = watchConnections(session, clock, dependencies.holdRequest);
  watchSilence({ ...dependencies, session, isCrowded, fail: jobRunner.fail });
  watchReturn(session, clock, dependencies);

  // An opened output is always shown with the frames on the page, including those added later.
  session.subscribe(({ run, frames: added }) => {
    if (run?.source === 'imported' && run.frames !== added) session.setState({ run: { ...run, frames: added } });
  });

  return {
    session,
    view,
    frames,
    now: clock.now,
    set(change) {
      session.setState(({ settings, chosen }) => ({
        settings: { ...settings, ...change },
        chosen: {
          serverUrl: chosen.serverUrl || change.serverUrl !== undefined,
          model: chosen.model || change.model !== undefined,
          recipe: chosen.recipe || change.recipe !== undefined,
        },
      }));
    },
    leaveToStoryLens(field) {
      session.setState(({ chosen }) => ({ chosen: { ...chosen, [field]: false } }));
    },
    prefer(change) {
      session.setState((state) => ({ preferences: { ...state.preferences, ...change } }));
    },
    async check() {
      await checker.check();
    },
    chooseRecipe(name) {
      session.setState(({ settings, chosen, recipes }) => {
        const recipe = allRecipes(recipes).find((other) => other.name === name);
        if (!recipe) return {};
        // The recipe names the model it is made for. If the server has only one model, that model is used instead.
        const model = chosen.model && recipe.model === null;
        return { settings: { ...settings, ...settingsOf(recipe) }, chosen: { ...chosen, model, recipe: true } };
      });
    },
    saveRecipe(name) {
      session.setState(({ settings, chosen, recipes }) => ({
        settings: { ...settings, recipe: name },
        chosen: { ...chosen, recipe: true },
        recipes: [
          ...recipes.filter((other) => other.name !== name),
          { ...requestSettingsOf(settings), name, model: settings.model.trim() || null },
        ],
      }));
    },
    deleteRecipe(name) {
      session.setState(({ recipes }) => ({
        recipes: recipes.filter((other) => other.name !== name),
      }));
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
    showPrevious() {
      if (session.getState().previous === null) return;
      jobRunner.endCurrentJob();
      const { previous, run } = session.getState();
      if (previous === null) return;
      session.setState({
        run: previous,
        previous: run?.completion === '' ? null : run,
        startFailure: null,
      });
      view.begin(firstFrame(previous.doc));
    },
    async playDemo() {
      const isMine = jobRunner.claim();
      const demo = await dependencies.loadDemo().catch(() => null);
      const shown = demo === null ? [] : await readDemoFrames(demo, dependencies.readPicture);
      if (!isMine() || demo === null || shown.length < demo.frames.length) {
        for (const frame of shown) URL.revokeObjectURL(frame.url);
        if (isMine()) session.setState({ startFailure: demoMissing });
        return;
      }
      session.setState({ frames: shown, demoFrames: true, fileFailures: [] });
      await jobRunner.begin(demoJob(demo, shown, seed()));
    },
    open(texts) {
      jobRunner.endCurrentJob();
      const completion = joinOutput(texts);
      const doc = parseAll(completion);
      const { demoFrames, frames: added } = session.getState();
      const shown = demoFrames ? [] : added;
      session.setState((state) => ({
        frames: shown,
        demoFrames: false,
        ...keepAsPrevious(state),
        run: {
          id: nextId('run'),
          source: 'imported',
          title: texts[0]?.name ?? null,
          frames: shown,
          completion,
          doc,
          // Outputs of the dataset count pixels of the dataset's own frames.
          units: 'original',
          progress: null,
        },
        startFailure: null,
      }));
      view.begin(firstFrame(doc));
    },
    setBoxUnits(units) {
      session.setState(({ run }) => (run === null ? {} : { run: { ...run, units } }));
    },
    dismissStartFailure() {
      session.setState({ startFailure: null });
    },
  };
}
