import type { PictureResult } from '../../src/inference/index.ts';
import { createDesk } from '../../src/session/index.ts';
import type { Demo, Desk, DeskDependencies, Reading, Run } from '../../src/session/index.ts';
import { createFakeClock } from './fake-clock.ts';
import type { FakeClock } from './fake-clock.ts';
import { createScriptedModel } from './scripted-model.ts';
import type { ScriptedModel } from './scripted-model.ts';

export interface TestDesk {
  readonly desk: Desk;
  readonly clock: FakeClock;
  readonly model: ScriptedModel;
}

type Options = Partial<DeskDependencies> & { readonly model?: ScriptedModel };

/** A desk whose world is in the test's hand: the clock, the model and the pictures. */
export function createTestDesk(options: Options = {}): TestDesk {
  const clock = createFakeClock();
  const { model = createScriptedModel(), ...others } = options;
  const desk = createDesk({
    clock,
    complete: model.complete,
    dataUrl: async (blob) => `data:${blob.type};of=${await blob.text()}`,
    readPicture: readNamedPicture,
    loadDemo: async () => demo,
    seed: () => 7,
    ...others,
  });
  return { desk, clock, model };
}

/** A file that `readNamedPicture` takes for a picture if its name says so. */
export function fileOf(name: string): File {
  return new File([`bytes of ${name}`], name, { type: 'image/png' });
}

/** Takes every `.png` for a picture of 960x540 that is sent as 952x532. */
export async function readNamedPicture(file: Blob, name: string): Promise<PictureResult> {
  if (!name.endsWith('.png')) return { ok: false, problem: 'not-image', sentence: `“${name}” is not a picture.` };
  return {
    ok: true,
    picture: { blob: file, width: 952, height: 532, originalWidth: 960, originalHeight: 540 },
  };
}

export const demo: Demo = {
  title: 'A short one',
  frames: [
    { url: 'data:image/png,one', name: 'demo-1.png' },
    { url: 'data:image/png,two', name: 'demo-2.png' },
  ],
  completion: '<gdi image1>It is <gdo char1>she</gdo>.</gdi>',
};

/** What lies on the desk; throws where nothing does. */
export function readingOf(desk: Desk): Reading {
  const { reading } = desk.session.getState();
  if (reading === null) throw new Error('Nothing lies on the desk');
  return reading;
}

export function runOf(desk: Desk): Run {
  const { run } = readingOf(desk);
  if (run === null) throw new Error('What lies on the desk was not told by a run');
  return run;
}

/** Every state of the session from now on, each once per `setState`. */
export function watch<T>(store: { readonly subscribe: (listener: (state: T) => void) => () => void }): readonly T[] {
  const seen: T[] = [];
  store.subscribe((state) => seen.push(state));
  return seen;
}

/** A desk with frames on it and a run that has begun; `generating` resolves when it has ended. */
export async function startRun(
  options: Options = {},
  names: readonly string[] = ['1.png'],
): Promise<
  TestDesk & { readonly generating: Promise<void>; readonly call: Awaited<ReturnType<ScriptedModel['call']>> }
> {
  const made = createTestDesk(options);
  await made.desk.frames.add(names.map(fileOf));
  const generating = made.desk.generate();
  const call = await made.model.call(1);
  return { ...made, generating, call };
}
