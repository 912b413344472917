import { sentSize } from '../../src/inference/index.ts';
import type { PatchSide, PictureResult, Probe } from '../../src/inference/index.ts';
import { createSession, loadParser, randomId } from '../../src/session/index.ts';
import type {
  Demo,
  Session,
  SessionDependencies,
  Outcome,
  ShownRun,
  Progress,
  StorageArea,
} from '../../src/session/index.ts';
import { createFakeClock } from './fake-clock.ts';
import type { FakeClock } from './fake-clock.ts';
import { createScriptedModel } from './scripted-model.ts';
import type { ScriptedModel } from './scripted-model.ts';

// In the app, the page loads the parser when the browser is idle.
await loadParser();

export interface TestSession {
  readonly session: Session;
  readonly clock: FakeClock;
  readonly model: ScriptedModel;
}

type Options = Partial<SessionDependencies> & { readonly model?: ScriptedModel };

/** A session whose clock, model and pictures are controlled by the test. */
export function createTestSession(options: Options = {}): TestSession {
  const clock = createFakeClock();
  const { model = createScriptedModel(), ...others } = options;
  const session = createSession({
    clock,
    complete: model.complete,
    pageStays: async () => {},
    dataUrl: async (blob) => `data:${blob.type};of=${await blob.text()}`,
    readPicture: readNamedPicture,
    loadDemo: async () => demo,
    probe: async () => noServer,
    askQueue: async () => null,
    askHealth: async () => 'ok',
    holdRequest: () => ({ count: async () => ({ all: 0, earlier: 0 }), release: () => {} }),
    isOnline: () => true,
    isVisible: () => true,
    findRelays: () => null,
    seed: () => 7,
    randomId,
    epoch: () => 1_800_000_000_000 + clock.now(),
    // With a chosen model, a run does not ask the server for its models first.
    storages: { device: createStorage({ 'storylens.settings': '{"chosen":{"model":true}}' }), tab: createStorage() },
    ...others,
  });
  return { session, clock, model };
}

/** The result of a probe if no server answers. */
export const noServer: Probe = {
  ok: false,
  failure: { kind: 'unreachable', sentence: 'No server answers.', said: null, advice: 'Start it.', status: null },
  instead: null,
};

/** The result of a probe if the server is healthy. */
export const healthyServer: Extract<Probe, { readonly ok: true }> = {
  ok: true,
  version: '0.15.0',
  models: [{ id: 'daniel3303/QwenStoryteller', root: null, parent: null, contextLength: 32_768 }],
  roundTrip: 12,
};

/** A browser storage in memory. */
export function createStorage(entries: Readonly<Record<string, string>> = {}): StorageArea {
  const kept = new Map(Object.entries(entries));
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
    keys: () => [...kept.keys()],
  };
}

/** A file that `readNamedPicture` accepts as a picture if its name ends with `.png`. */
export function fileOf(name: string): File {
  return new File([`bytes of ${name}`], name, { type: 'image/png' });
}

/** Accepts every `.png` as a picture of 960x540. Its size to send is 952x532, or smaller if the limit is smaller. */
export async function readNamedPicture(
  file: Blob,
  name: string,
  scale: { readonly maxPixels?: number; readonly patchSide?: PatchSide } = {},
): Promise<PictureResult> {
  const size = sentSize(960, 540, scale.maxPixels, scale.patchSide);
  if (!name.endsWith('.png') || !size.ok)
    return { ok: false, problem: 'not-image', sentence: `“${name}” is not a picture.` };
  const { width, height } = size;
  // The bytes differ between sizes, as those of an encoder do.
  const blob = width === 952 ? file : new Blob([file, ` at ${width}x${height}`], { type: file.type });
  return { ok: true, picture: { blob, width, height, originalWidth: 960, originalHeight: 540 } };
}

export const demo: Demo = {
  title: 'A short one',
  frames: [
    { url: 'data:image/png,one', name: 'demo-1.png' },
    { url: 'data:image/png,two', name: 'demo-2.png' },
  ],
  completion: '<gdi image1>It is <gdo char1>she</gdo>.</gdi>',
};

/** The current completion; throws if there is none. */
export function readingOf(session: Session): ShownRun {
  const { run } = session.page.getState();
  if (run === null) throw new Error('There is no completion');
  return run;
}

/** The run that the user can switch back to; null if there is none. */
export function previousOf(session: Session): ShownRun | null {
  const { previous } = session.page.getState();
  return previous === null ? null : session.pageOf(previous.id).getState().run;
}

export function runOf(session: Session): Progress {
  const { progress } = readingOf(session);
  if (progress === null) throw new Error('The completion has no run');
  return progress;
}

/** Collects every state of a store from now on. */
export function watch<T>(store: { readonly subscribe: (listener: (state: T) => void) => () => void }): readonly T[] {
  const seen: T[] = [];
  store.subscribe((state) => seen.push(state));
  return seen;
}

/** A session with frames and a run in progress; `generating` resolves when the run has ended. */
export async function startRun(
  options: Options = {},
  names: readonly string[] = ['1.png'],
): Promise<
  TestSession & { readonly generating: Promise<void>; readonly call: Awaited<ReturnType<ScriptedModel['call']>> }
> {
  const made = createTestSession(options);
  await made.session.frames.add(names.map(fileOf));
  const generating = made.session.generate();
  const call = await made.model.call(1);
  return { ...made, generating, call };
}

/** A session with a run that wrote `text` and ended with `outcome`. */
export async function sessionWithRun(
  text: string,
  outcome: Outcome = { type: 'finished' },
  options: Options = {},
  names: readonly string[] = ['1.png'],
): Promise<TestSession> {
  const { call, generating, ...made } = await startRun(options, names);
  await call.open();
  await call.text(text);
  await call.end(outcome);
  await generating;
  return made;
}
