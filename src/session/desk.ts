import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { parseAll } from '../grounding/index.ts';
import type { Relay } from '../inference/index.ts';
import { followServer } from './automatic.ts';
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
import { againJob, isContinuable, newJob, restJob, retellJob, told } from './jobs.ts';
import { recall, remember } from './memory.ts';
import type { Shelves } from './memory.ts';
import { joinOutput } from './opened.ts';
import type { NamedText } from './opened.ts';
import { watchQueue } from './queue.ts';
import type { AskQueue } from './queue.ts';
import { allRecipes, askingOf, settingsOf } from './recipes.ts';
import { watchReturn } from './return.ts';
import type { RunDependencies } from './run.ts';
import { firstFrame, isRunning } from './selectors.ts';
import { watchSilence } from './silence.ts';
import type { AskHealth } from './silence.ts';
import { createStarter, laidAside } from './starter.ts';
import { serverOf } from './settings.ts';
import type { BoxRuler, Chosen, Preferences, SessionState, Settings } from './types.ts';
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
  readonly shelves: Shelves;
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
  readonly retell: () => Promise<void>;
  /** Goes on where the answer broke off. */
  readonly continue: () => Promise<void>;
  readonly stop: () => void;
  /** Lays the reading before on the desk again; the one that lies there can be come back to in the same way. */
  readonly goBack: () => void;
  readonly playDemo: () => Promise<void>;
  /** Lays an output that exists already on the desk, with the frames that are there. */
  readonly open: (texts: readonly NamedText[]) => void;
  /** Reads the boxes of what lies on the desk by another ruler; nothing is asked anew. */
  readonly measureBy: (ruler: BoxRuler) => void;
  readonly dismissProblem: () => void;
}

export function createDesk(dependencies: DeskDependencies): Desk {
  const { clock, shelves, seed } = dependencies;
  const session = createStore<SessionState>(() => ({
    frames: [],
    demoFrames: false,
    adding: null,
    rejections: [],
    ...recall(shelves),
    relays: null,
    connection: unchecked,
    starting: false,
    reading: null,
    before: null,
    problem: null,
  }));
  remember(session, shelves);
  const view = createView(() => isRunning(session.getState().reading), clock);
  const frames = createFrames(session, dependencies.readPicture);
  watchQueue(session, clock, dependencies.askQueue);
  const checker = createChecker(session, clock, dependencies.probe);
  followServer(session);
  const relays = createRelays(session, dependencies.findRelays);
  const starter = createStarter({ session, view, frames, checker, relays, dependencies });
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
          { ...askingOf(settings), name, model: settings.model.trim() || null },
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
    regenerate: async () => starter.askAgain(againJob),
    retell: async () => starter.askAgain(retellJob),
    async continue() {
      const before = told(session.getState());
      if (before !== null && isContinuable(before)) await starter.askAgain(restJob);
    },
    stop() {
      starter.stop();
    },
    goBack() {
      if (session.getState().before === null) return;
      starter.clearDesk();
      const { before, reading } = session.getState();
      if (before === null) return;
      session.setState({
        reading: before,
        before: reading?.completion === '' ? null : reading,
        problem: null,
      });
      view.begin(firstFrame(before.document));
    },
    async playDemo() {
      const isMine = starter.claim();
      const demo = await dependencies.loadDemo().catch(() => null);
      const shown = demo === null ? [] : await readDemoFrames(demo, dependencies.readPicture);
      if (!isMine() || demo === null || shown.length < demo.frames.length) {
        for (const frame of shown) URL.revokeObjectURL(frame.url);
        if (isMine()) session.setState({ problem: demoMissing });
        return;
      }
      session.setState({ frames: shown, demoFrames: true, rejections: [] });
      await starter.begin(demoJob(demo, shown, seed()));
    },
    open(texts) {
      starter.clearDesk();
      const completion = joinOutput(texts);
      const document = parseAll(completion);
      const { demoFrames, frames: there } = session.getState();
      const shown = demoFrames ? [] : there;
      session.setState((state) => ({
        frames: shown,
        demoFrames: false,
        ...laidAside(state),
        reading: {
          id: nextId('reading'),
          source: 'opened',
          title: texts[0]?.name ?? null,
          frames: shown,
          completion,
          document,
          // The dataset's outputs count pixels of its own frames.
          ruler: 'original',
          run: null,
        },
        problem: null,
      }));
      view.begin(firstFrame(document));
    },
    measureBy(ruler) {
      session.setState(({ reading }) => (reading === null ? {} : { reading: { ...reading, ruler } }));
    },
    dismissProblem() {
      session.setState({ problem: null });
    },
  };
}
