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
  /** Finds the relays of the server that the page came from; null where that is not `npm start`, or there is none. */
  readonly findRelays: () => Promise<readonly Relay[] | null> | null;
  /** A number below 2^31 that differs from run to run. */
  readonly seed: () => number;
  readonly storages: StorageAreas;
}

/** Everything that a user can do, over the two stores: what lies on the desk, and how it is looked at. */
export interface Desk {
  readonly session: StoreApi<SessionState>;
  readonly view: View;
  readonly frames: Frames;
  /** Milliseconds of the session's clock. */
  readonly now: () => number;
  readonly set: (change: Partial<Settings>) => void;
  /** Takes back the user's choice: StoryLens chooses, and its choice follows the server. */
  readonly leaveToStoryLens: (field: keyof Chosen) => void;
  readonly prefer: (change: Partial<Preferences>) => void;
  /** Looks at the server now; it is looked at by itself when its address or key has changed. */
  readonly check: () => Promise<void>;
  readonly chooseRecipe: (name: string) => void;
  /** Saves what is asked, and of which model, under a name; one of that name is replaced. */
  readonly saveRecipe: (name: string) => void;
  readonly deleteRecipe: (name: string) => void;
  /** Asks the model about the frames; resolves when the run has ended. A problem that is known before leaves all as it is. */
  readonly generate: () => Promise<void>;
  /** The request of the story on the desk once more, with another seed. */
  readonly regenerate: () => Promise<void>;
  /** Another story, from the thinking as it stands. */
  readonly regenerateStory: () => Promise<void>;
  /** Goes on where the answer broke off. */
  readonly continue: () => Promise<void>;
  readonly stop: () => void;
  /** Lays the reading before on the desk again; the one that lies there can be come back to in the same way. */
  readonly showPrevious: () => void;
  readonly playDemo: () => Promise<void>;
  /** Lays an output that exists already on the desk, with the frames that are there. */
  readonly open: (texts: readonly NamedText[]) => void;
  /** Reads the boxes of what lies on the desk by another ruler; nothing is asked anew. */
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
    reading: null,
    previous: null,
    startFailure: null,
  }));
  saveSettings(session, storages);
  const view = createView(() => isRunning(session.getState().reading), clock);
  const frames = createFrames(session, dependencies.readPicture);
  watchQueue(session, clock, dependencies.askQueue);
  const checker = createChecker(session, clock, dependencies.probe);
  followServer(session);
  const relays = createRelays(session, dependencies.findRelays);
  const starter = createJobRunner({ session, view, frames, checker, relays, dependencies });
  // A request to the page's own server asks for no permission and shows up in no foreign log.
  void relays.pending()?.then(async () => serverOf(session.getState()).relay && checker.check());
  const isCrowded = watchConnections(session, clock, dependencies.holdRequest);
  watchSilence({ ...dependencies, session, isCrowded, fail: starter.fail });
  watchReturn(session, clock, dependencies);

  // An output is looked at with the frames that are in the tray, also with those that are added later.
  session.subscribe(({ reading, frames: there }) => {
    if (reading?.source === 'opened' && reading.frames !== there)
      session.setState({ reading: { ...reading, frames: there } });
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
        // The recipe names the model it is made for; a server with only one model overrules that.
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
      await starter.ask(
        (state) => state.frames.length,
        (state) => newJob(state, seed()),
      );
    },
    regenerate: async () => starter.askAgain(regenerateJob),
    regenerateStory: async () => starter.askAgain(storyOnlyJob),
    async continue() {
      const before = endedRun(session.getState());
      if (before !== null && isContinuable(before)) await starter.askAgain(continueJob);
    },
    stop() {
      starter.stop();
    },
    showPrevious() {
      if (session.getState().previous === null) return;
      starter.endCurrentJob();
      const { previous, reading } = session.getState();
      if (previous === null) return;
      session.setState({
        reading: previous,
        previous: reading?.completion === '' ? null : reading,
        startFailure: null,
      });
      view.begin(firstFrame(previous.doc));
    },
    async playDemo() {
      const isMine = starter.claim();
      const demo = await dependencies.loadDemo().catch(() => null);
      const shown = demo === null ? [] : await readDemoFrames(demo, dependencies.readPicture);
      if (!isMine() || demo === null || shown.length < demo.frames.length) {
        for (const frame of shown) URL.revokeObjectURL(frame.url);
        if (isMine()) session.setState({ startFailure: demoMissing });
        return;
      }
      session.setState({ frames: shown, demoFrames: true, fileFailures: [] });
      await starter.begin(demoJob(demo, shown, seed()));
    },
    open(texts) {
      starter.endCurrentJob();
      const completion = joinOutput(texts);
      const doc = parseAll(completion);
      const { demoFrames, frames: there } = session.getState();
      const shown = demoFrames ? [] : there;
      session.setState((state) => ({
        frames: shown,
        demoFrames: false,
        ...keepAsPrevious(state),
        reading: {
          id: nextId('reading'),
          source: 'opened',
          title: texts[0]?.name ?? null,
          frames: shown,
          completion,
          doc,
          // The dataset's outputs count pixels of its own frames.
          units: 'original',
          run: null,
        },
        startFailure: null,
      }));
      view.begin(firstFrame(doc));
    },
    setBoxUnits(units) {
      session.setState(({ reading }) => (reading === null ? {} : { reading: { ...reading, units } }));
    },
    dismissStartFailure() {
      session.setState({ startFailure: null });
    },
  };
}
