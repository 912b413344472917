import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { parseAll } from '../grounding/index.ts';
import { replayFetch } from '../inference/index.ts';
import { createFrames, readFrame } from './frames.ts';
import type { Frames, ReadPicture } from './frames.ts';
import { nextId } from './ids.ts';
import { joinOutput } from './opened.ts';
import type { NamedText } from './opened.ts';
import { run } from './run.ts';
import type { Job, RunDependencies } from './run.ts';
import { firstFrame, isRunning } from './selectors.ts';
import { defaultSettings, problemOf, samplingOf, serverOf } from './settings.ts';
import type { Frame, SessionState, Settings } from './types.ts';
import { createView } from './view.ts';
import type { View } from './view.ts';

/** A recorded completion and its pictures, which ship with the app. */
export interface Demo {
  readonly title: string;
  readonly frames: readonly { readonly url: string; readonly name: string }[];
  readonly completion: string;
}

export interface DeskDependencies extends RunDependencies {
  readonly readPicture: ReadPicture;
  readonly loadDemo: () => Promise<Demo>;
  /** A number below 2^31 that differs from run to run. */
  readonly seed: () => number;
}

/** Everything that a user can do, over the two stores: what lies on the desk, and how it is looked at. */
export interface Desk {
  readonly session: StoreApi<SessionState>;
  readonly view: View;
  readonly frames: Frames;
  readonly set: (change: Partial<Settings>) => void;
  /** Asks the model about the frames; resolves when the run has ended. A problem that is known before leaves all as it is. */
  readonly generate: () => Promise<void>;
  readonly stop: () => void;
  /** Lays the reading before on the desk again. */
  readonly goBack: () => void;
  readonly playDemo: () => Promise<void>;
  /** Lays an output that exists already on the desk, with the frames that are there. */
  readonly open: (texts: readonly NamedText[]) => void;
  readonly dismissProblem: () => void;
}

// A little faster than one reads, so that the whole shape of a run is seen in a quarter of a minute.
const DEMO_TOKENS_PER_SECOND = 150;

export function createDesk(dependencies: DeskDependencies): Desk {
  const session = createStore<SessionState>(() => ({
    frames: [],
    demoFrames: false,
    adding: null,
    rejections: [],
    settings: defaultSettings,
    reading: null,
    before: null,
    problem: null,
  }));
  const view = createView(() => isRunning(session.getState().reading));
  const frames = createFrames(session, dependencies.readPicture);
  let running: AbortController | null = null;
  /** Counts what was begun, so that a demo that is still loading does not overtake what was begun after it. */
  let turn = 0;

  // An output is looked at with the frames that are in the tray, also with those that are added later.
  session.subscribe(({ reading, frames: there }) => {
    if (reading?.source === 'opened' && reading.frames !== there)
      session.setState({ reading: { ...reading, frames: there } });
  });

  /** Whatever runs or is being loaded gives way. */
  function clearDesk(): void {
    running?.abort();
    running = null;
    turn++;
  }

  async function begin(job: Job): Promise<void> {
    clearDesk();
    const controller = new AbortController();
    running = controller;
    session.setState(({ reading, before }) => ({
      before: reading !== null && reading.completion !== '' ? reading : before,
    }));
    view.begin(null);
    await run(session, dependencies, job, controller.signal);
    const { reading, before } = session.getState();
    if (before !== null && reading?.completion !== '') session.setState({ before: null });
    if (running === controller) running = null;
  }

  return {
    session,
    view,
    frames,
    set(change) {
      session.setState((state) => ({ settings: { ...state.settings, ...change } }));
    },
    async generate() {
      const { settings, frames: sent } = session.getState();
      const problem = problemOf(settings, sent.length);
      if (problem !== null) {
        session.setState({ problem });
        return;
      }
      session.setState({ rejections: [] });
      await begin({
        source: 'run',
        title: null,
        frames: sent,
        request: {
          server: serverOf(settings),
          systemPrompt: settings.systemPrompt,
          prompt: settings.prompt,
          sampling: samplingOf(settings, dependencies.seed()),
        },
      });
    },
    stop() {
      running?.abort();
    },
    goBack() {
      const { before } = session.getState();
      if (before === null) return;
      clearDesk();
      session.setState({ reading: before, before: null, problem: null });
      view.begin(firstFrame(before.document));
    },
    async playDemo() {
      const mine = ++turn;
      const demo = await dependencies.loadDemo().catch(() => null);
      const shown = demo === null ? [] : await readDemoFrames(demo, dependencies.readPicture);
      if (turn !== mine || demo === null || shown.length < demo.frames.length) {
        for (const frame of shown) URL.revokeObjectURL(frame.url);
        if (turn === mine) session.setState({ problem: demoMissing });
        return;
      }
      session.setState({ frames: shown, demoFrames: true, rejections: [] });
      const { settings } = session.getState();
      await begin({
        source: 'demo',
        title: demo.title,
        frames: shown,
        request: {
          server: { baseUrl: 'http://demo.invalid/v1', model: 'demo', apiKey: '' },
          systemPrompt: settings.systemPrompt,
          prompt: settings.prompt,
          sampling: samplingOf(defaultSettings, dependencies.seed()),
        },
        fetch: replayFetch(demo.completion, { tokensPerSecond: DEMO_TOKENS_PER_SECOND, model: 'demo' }),
      });
    },
    open(texts) {
      clearDesk();
      const completion = joinOutput(texts);
      const document = parseAll(completion);
      const { demoFrames, frames: there } = session.getState();
      const shown = demoFrames ? [] : there;
      session.setState({
        frames: shown,
        demoFrames: false,
        before: null,
        reading: {
          id: nextId('reading'),
          source: 'opened',
          title: texts[0]?.name ?? null,
          frames: shown,
          completion,
          document,
          run: null,
        },
        problem: null,
      });
      view.begin(firstFrame(document));
    },
    dismissProblem() {
      session.setState({ problem: null });
    },
  };
}

const demoMissing: SessionState['problem'] = {
  kind: 'not-loaded',
  sentence: 'The demo could not be loaded.',
  said: null,
  advice: 'It ships with the app: reload the page, then try again.',
  status: null,
};

/** The demo's pictures as frames; fewer than there should be where one could not be fetched. */
async function readDemoFrames(demo: Demo, readPicture: ReadPicture): Promise<readonly Frame[]> {
  const read = await Promise.all(
    demo.frames.map(async ({ url, name }) => {
      const blob = await fetch(url).then(
        async (response) => response.blob(),
        () => null,
      );
      return blob && readFrame(new File([blob], name, { type: blob.type }), readPicture);
    }),
  );
  return read.flatMap((result) => (result !== null && 'frame' in result ? [result.frame] : []));
}
