import { describe, expect, test } from 'vitest';
import { FORMER_SYSTEM_PROMPT, STORYTELLER_SYSTEM_PROMPT } from '../../src/inference/index.ts';
import type { Probe, Relay, ServedModel } from '../../src/inference/index.ts';
import { noteOnModel, noteOnRecipe } from '../../src/session/index.ts';
import type { Session, SessionDependencies } from '../../src/session/index.ts';
import { createStorage, createTestSession, fileOf, noServer, healthyServer } from '../helpers/session.ts';
import type { TestSession } from '../helpers/session.ts';
import { eventually } from '../helpers/until.ts';

const relay: Relay = { target: 'http://localhost:8000', url: 'http://localhost:5173/relay/1' };

const model = (id: string, root: string | null = null): ServedModel => ({
  id,
  root,
  parent: null,
  contextLength: 32_768,
});

const serving = (...models: ServedModel[]): Probe => ({ ...healthyServer, models });

/** The saved settings before the first visit. */
const nothing = (): SessionDependencies['storages'] => ({ device: createStorage(), tab: createStorage() });

/** A session at the first visit. */
const firstSession = (options: Parameters<typeof createTestSession>[0]): TestSession =>
  createTestSession({ storages: nothing(), ...options });

/** A session with a server that has these models, after a check. */
async function sessionBeside(...models: ServedModel[]): Promise<Session> {
  const { session } = firstSession({ probe: async () => serving(...models) });
  await session.check();
  return session;
}

const settingsOf = (session: Session): { readonly model: string; readonly recipe: string } =>
  session.page.getState().settings;

describe('with one model on the server', () => {
  test('the page uses that model and the recipe that fits its name', async () => {
    const session = await sessionBeside(model('daniel3303/QwenStoryteller2'));
    expect(settingsOf(session)).toMatchObject({ model: 'daniel3303/QwenStoryteller2', recipe: 'QwenStoryteller2' });
  });

  test.each([
    [model('/data/models/QwenStoryteller'), 'QwenStoryteller'],
    [model('storyteller', 'daniel3303/QwenStoryteller2'), 'QwenStoryteller2'],
    [model('daniel3303/QwenStoryteller2-AWQ'), 'QwenStoryteller2'],
    [model('Qwen/Qwen3-VL-8B-Instruct'), 'Any vision-language model'],
  ])('the recipe is found by the last part of the name or root: %o', async (served, recipe) => {
    expect(settingsOf(await sessionBeside(served))).toMatchObject({ model: served.id, recipe });
  });

  test('the recipe sets its prompts, too', async () => {
    const session = await sessionBeside(model('Qwen/Qwen3-VL-8B-Instruct'));
    expect(session.page.getState().settings).toMatchObject({ units: 'thousand', patchSide: 32 });
  });

  test('the choice changes with the server', async () => {
    let served = model('daniel3303/QwenStoryteller2');
    const { session } = firstSession({ probe: async () => serving(served) });
    await session.check();
    served = model('Qwen/Qwen3-VL-8B-Instruct');
    await session.check();
    expect(settingsOf(session)).toMatchObject({ model: served.id, recipe: 'Any vision-language model' });
  });

  test('a model that the user chose stays', async () => {
    const { session } = firstSession({ probe: async () => serving(model('other')) });
    session.set({ model: 'mine' });
    await session.check();
    expect(settingsOf(session)).toMatchObject({ model: 'mine', recipe: 'QwenStoryteller' });
  });

  test('a recipe that the user chose stays, and the model of the server is used', async () => {
    const { session } = firstSession({ probe: async () => serving(model('other')) });
    session.chooseRecipe('QwenStoryteller2');
    await session.check();
    expect(settingsOf(session)).toMatchObject({ model: 'other', recipe: 'QwenStoryteller2' });
  });

  test('a prompt that the user edited stays', async () => {
    const { session } = firstSession({ probe: async () => serving(model('Qwen/Qwen3-VL-8B-Instruct')) });
    session.set({ prompt: 'My own words.' });
    await session.check();
    expect(session.page.getState().settings).toMatchObject({ prompt: 'My own words.', recipe: 'QwenStoryteller' });
  });

  test('a choice that the user clears becomes StoryLens’s own again', async () => {
    const session = await sessionBeside(model('other'));
    session.set({ model: '' });
    expect(settingsOf(session).model).toBe('');
    session.leaveToStoryLens('model');
    expect(settingsOf(session).model).toBe('other');
  });

  test('the page shows that StoryLens chose', async () => {
    const session = await sessionBeside(model('daniel3303/QwenStoryteller2'));
    expect(noteOnModel(session.page.getState())).toBe('Chosen by StoryLens: the only model of this server.');
    expect(noteOnRecipe(session.page.getState())).toBe('Chosen by StoryLens to fit the model.');
    session.set({ model: 'mine' });
    expect(noteOnModel(session.page.getState())).toBeNull();
    expect(noteOnRecipe(session.page.getState())).toBeNull();
  });
});

describe('with several models on the server', () => {
  const others = [model('llava'), model('Qwen/Qwen2.5-VL-7B-Instruct')];

  test('the page uses the only one that fits a recipe', async () => {
    const session = await sessionBeside(...others, model('daniel3303/QwenStoryteller2'));
    expect(settingsOf(session)).toMatchObject({ model: 'daniel3303/QwenStoryteller2', recipe: 'QwenStoryteller2' });
    expect(noteOnModel(session.page.getState())).toBe('Chosen by StoryLens: the model that fits a recipe.');
  });

  test('the page uses none if several fit', async () => {
    const session = await sessionBeside(model('QwenStoryteller2'), model('QwenStoryteller'));
    expect(settingsOf(session)).toMatchObject({ model: 'daniel3303/QwenStoryteller' });
  });

  test('the page uses the one of the recipe that the user chose', async () => {
    const { session } = firstSession({
      probe: async () => serving(model('QwenStoryteller'), model('QwenStoryteller2')),
    });
    session.chooseRecipe('QwenStoryteller2');
    await session.check();
    expect(settingsOf(session).model).toBe('QwenStoryteller2');
  });
});

describe('a saved value', () => {
  const saved = (settings: object): ReturnType<typeof createStorage> =>
    createStorage({ 'storylens.settings': JSON.stringify({ settings, recipes: [], preferences: {} }) });

  test('of an earlier version that equals the default counts as not chosen', () => {
    const device = saved({ serverUrl: 'http://localhost:8000/v1', model: 'daniel3303/QwenStoryteller' });
    const { session } = firstSession({ storages: { device, tab: createStorage() } });
    expect(session.page.getState().chosen).toEqual({ serverUrl: false, model: false, recipe: false });
  });

  test('of an earlier version that differs from the default counts as chosen', () => {
    const device = saved({ serverUrl: 'http://gpu:9000/v1', model: 'mine', recipe: 'QwenStoryteller2' });
    const { session } = firstSession({ storages: { device, tab: createStorage() } });
    expect(session.page.getState().chosen).toEqual({ serverUrl: true, model: true, recipe: true });
  });

  test('that is the default system prompt of version 0.1 is replaced by the prompt of the model’s training', () => {
    const device = saved({ systemPrompt: FORMER_SYSTEM_PROMPT });
    const { session } = createTestSession({ storages: { device, tab: createStorage() } });
    expect(session.page.getState().settings.systemPrompt).toBe(STORYTELLER_SYSTEM_PROMPT);
  });

  test('that StoryLens chose does not count as the user’s choice on the next visit', async () => {
    const shelves = { device: createStorage(), tab: createStorage() };
    const first = firstSession({ storages: shelves, probe: async () => serving(model('other')) });
    await first.session.check();
    const { session } = firstSession({ storages: shelves });
    expect(session.page.getState().chosen.model).toBe(false);
    session.set({ model: 'mine' });
    const third = firstSession({ storages: shelves });
    expect(third.session.page.getState()).toMatchObject({ chosen: { model: true }, settings: { model: 'mine' } });
  });
});

describe('the relay', () => {
  test('is used, and its server checked, if the user has entered no address', async () => {
    const asked: (Relay | undefined)[] = [];
    const target: Relay = { target: 'http://127.0.0.1:9000', url: 'http://localhost:5173/relay/1' };
    const { session, model: llm } = firstSession({
      findRelays: async () => [target],
      probe: async (server) => {
        asked.push(server.relay);
        return serving(model('only'));
      },
    });
    await session.frames.add([fileOf('1.png')]);
    const generating = session.generate();
    const call = await llm.call(1);
    expect(session.page.getState().settings.serverUrl).toBe('http://127.0.0.1:9000/v1');
    expect(call.request.server).toMatchObject({ relay: target, model: 'only' });
    expect(asked).toContainEqual(target);
    await call.end({ type: 'finished' });
    await generating;
  });

  test('is used if the user entered the address of its target', async () => {
    const { session, model: llm } = firstSession({ findRelays: async () => [relay] });
    session.set({ serverUrl: '127.0.0.1:8000' });
    await session.frames.add([fileOf('1.png')]);
    const generating = session.generate();
    const call = await llm.call(1);
    expect(call.request.server.relay).toEqual(relay);
    await call.end({ type: 'finished' });
    await generating;
  });

  test('is not used for another address', async () => {
    const { session, model: llm } = firstSession({ findRelays: async () => [relay] });
    session.set({ serverUrl: 'http://gpu.example:8000/v1' });
    await session.frames.add([fileOf('1.png')]);
    const generating = session.generate();
    const call = await llm.call(1);
    expect(call.request.server).toMatchObject({ baseUrl: 'http://gpu.example:8000/v1' });
    expect(call.request.server.relay).toBeUndefined();
    await call.end({ type: 'finished' });
    await generating;
  });
});

describe('Generate', () => {
  test('does not wait for a server that does not list its models', async () => {
    const {
      session,
      model: llm,
      clock,
    } = firstSession({
      probe: async () => new Promise<Probe>(() => undefined),
    });
    await session.frames.add([fileOf('1.png')]);
    const generating = session.generate();
    await eventually(() => expect(clock.pending()).toBe(1));
    clock.advance(1500);
    const call = await llm.call(1);
    expect(call.request.server.model).toBe('daniel3303/QwenStoryteller');
    await call.end({ type: 'finished' });
    await generating;
  });

  test('does not ask for the model if the user has chosen one', async () => {
    let probes = 0;
    const { session, model: llm } = firstSession({
      probe: async () => {
        probes += 1;
        return noServer;
      },
    });
    session.set({ model: 'mine' });
    await session.frames.add([fileOf('1.png')]);
    const generating = session.generate();
    const call = await llm.call(1);
    expect(probes).toBe(0);
    await call.end({ type: 'finished' });
    await generating;
  });
});
