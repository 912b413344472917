import { describe, expect, test } from 'vitest';
import type { Session, Storage } from '../../src/session/index.ts';
import { createMemory } from '../../src/session/storage/memory.ts';
import { createStorage, createTestSession, fileOf, healthyServer } from '../helpers/session.ts';
import type { TestSession } from '../helpers/session.ts';

const settingsOf = ({ page }: Session) => page.getState().settings;
const placeOf = ({ view }: Session): string => view.store.getState().place.sequence;

async function sessionIn(storage: Storage): Promise<TestSession> {
  const made = createTestSession({ openStorage: async () => storage });
  await made.session.loadLibrary();
  return made;
}

/** Two sequences with a frame each: the first asks with temperature 0.2, the second with 1. */
async function twoSequences(session: Session): Promise<readonly [first: string, second: string]> {
  await session.frames.add([fileOf('1.png')]);
  session.set({ temperature: '0.2', prompt: 'Tell the first.' });
  const first = placeOf(session);
  session.startSequence();
  await session.frames.add([fileOf('2.png')]);
  session.set({ temperature: '1', prompt: 'Tell the second.' });
  return [first, placeOf(session)];
}

describe('the settings of a sequence', () => {
  test('are shown again when the sequence is', async () => {
    const { session } = createTestSession();
    const [first, second] = await twoSequences(session);
    session.showSequence(first);
    expect(settingsOf(session)).toMatchObject({ temperature: '0.2', prompt: 'Tell the first.' });
    session.showSequence(second);
    expect(settingsOf(session)).toMatchObject({ temperature: '1', prompt: 'Tell the second.' });
  });

  test('begin as the settings that were changed last', async () => {
    const { session } = createTestSession();
    const [first] = await twoSequences(session);
    session.startSequence();
    expect(settingsOf(session)).toMatchObject({ temperature: '1', prompt: 'Tell the second.' });
    session.showSequence(first);
    session.set({ topK: '5' });
    session.startSequence();
    expect(settingsOf(session)).toMatchObject({ temperature: '0.2', topK: '5' });
  });

  test('include the recipe and the seed, but neither the server, the model nor the key', async () => {
    const { session } = createTestSession();
    await session.frames.add([fileOf('1.png')]);
    const first = placeOf(session);
    session.startSequence();
    session.chooseRecipe('Any vision-language model');
    session.set({ seed: '7', serverUrl: 'http://gpu:8000/v1', model: 'mine', apiKey: 'secret' });
    session.showSequence(first);
    expect(settingsOf(session)).toMatchObject({
      recipe: 'QwenStoryteller',
      seed: '',
      serverUrl: 'http://gpu:8000/v1',
      model: 'mine',
      apiKey: 'secret',
    });
    expect(JSON.stringify(session.records.getState().sequences)).not.toContain('secret');
  });

  test('are those of the request', async () => {
    const { session, model } = createTestSession();
    const [first] = await twoSequences(session);
    session.showSequence(first);
    const running = session.generate();
    const call = await model.call(1);
    expect(call.request).toMatchObject({ prompt: 'Tell the first.', sampling: { temperature: 0.2 } });
    await call.end();
    await running;
  });

  test('set the size of its own pictures, and leave those of other sequences as they are', async () => {
    const { session } = createTestSession();
    await session.frames.add([fileOf('1.png')]);
    const first = placeOf(session);
    session.startSequence();
    await session.frames.add([fileOf('2.png')]);
    session.set({ maxPixels: 200_704 });
    await session.frames.ready();
    expect(session.page.getState().frames[0]).toMatchObject({ width: 588 });
    session.showSequence(first);
    await session.frames.ready();
    expect(session.page.getState().frames[0]).toMatchObject({ width: 952 });
  });

  test('are saved and restored', async () => {
    const storage = createMemory();
    const { session } = await sessionIn(storage);
    const [first, second] = await twoSequences(session);
    await session.library.getState().loaded?.flush();
    const later = (await sessionIn(storage)).session;
    expect(placeOf(later)).toBe(second);
    expect(settingsOf(later).temperature).toBe('1');
    await later.library.getState().loaded?.open(first);
    expect(settingsOf(later)).toMatchObject({ temperature: '0.2', prompt: 'Tell the first.' });
  });

  test('become defaults where the stored ones are invalid, and those of the device where none are stored', async () => {
    const memory = createMemory();
    const { session } = await sessionIn(memory);
    const [first, second] = await twoSequences(session);
    await session.library.getState().loaded?.flush();
    const storage: Storage = {
      ...memory,
      async read(id) {
        const stored = await memory.read(id);
        if (stored === null) return null;
        const { request, ...sequence } = stored.sequence;
        const broken = { ...request, temperature: 5, units: 'feet' } as unknown as NonNullable<typeof request>;
        return { ...stored, sequence: id === first ? { ...sequence, request: broken } : sequence };
      },
    };
    const later = (await sessionIn(storage)).session;
    expect(placeOf(later)).toBe(second);
    later.set({ model: 'mine' });
    expect(settingsOf(later)).toMatchObject({ prompt: settingsOf(createTestSession().session).prompt });
    await later.library.getState().loaded?.open(first);
    expect(settingsOf(later)).toMatchObject({ prompt: 'Tell the first.', temperature: '0.7', units: 'sent' });
  });

  test('do not make a sequence newer when StoryLens chooses them to fit the server', async () => {
    const served = { id: 'Qwen/Qwen3-VL-8B', root: null, parent: null, contextLength: 32_768 };
    const storages = { device: createStorage(), tab: createStorage() };
    const { session, clock } = createTestSession({
      storages,
      probe: async () => ({ ...healthyServer, models: [served] }),
    });
    await session.frames.add([fileOf('1.png')]);
    clock.advance(60_000);
    const before = session.records.getState().sequences[placeOf(session)];
    await session.check();
    expect(settingsOf(session).recipe).toBe('Any vision-language model');
    const now = session.records.getState().sequences[placeOf(session)];
    expect(now).toMatchObject({ updatedAt: before?.updatedAt, request: { recipe: 'Any vision-language model' } });
  });
});
