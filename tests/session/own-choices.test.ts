import { describe, expect, test, vi } from 'vitest';
import { FORMER_SYSTEM_PROMPT, STORYTELLER_SYSTEM_PROMPT } from '../../src/inference/index.ts';
import type { Probe, Relay, ServedModel } from '../../src/inference/index.ts';
import { noteOnModel, noteOnRecipe } from '../../src/session/index.ts';
import type { Desk, DeskDependencies } from '../../src/session/index.ts';
import { createShelf, createTestDesk, fileOf, nobody, well } from '../helpers/desk.ts';
import type { TestDesk } from '../helpers/desk.ts';

const relay: Relay = { target: 'http://localhost:8000', url: 'http://localhost:5173/relay/1' };

const model = (id: string, root: string | null = null): ServedModel => ({
  id,
  root,
  parent: null,
  contextLength: 32_768,
});

const serving = (...models: ServedModel[]): Probe => ({ ...well, models });

/** What is saved before the first visit. */
const nothing = (): DeskDependencies['storages'] => ({ device: createShelf(), tab: createShelf() });

/** A desk of a first visit. */
const firstDesk = (options: Parameters<typeof createTestDesk>[0]): TestDesk =>
  createTestDesk({ storages: nothing(), ...options });

/** A desk beside a server that has these models, after it has been checked. */
async function deskBeside(...models: ServedModel[]): Promise<Desk> {
  const { desk } = firstDesk({ probe: async () => serving(...models) });
  await desk.check();
  return desk;
}

const settingsOf = (desk: Desk): { readonly model: string; readonly recipe: string } =>
  desk.session.getState().settings;

describe('a server with one model', () => {
  test('gives the page its model, and the recipe that fits its name', async () => {
    const desk = await deskBeside(model('daniel3303/QwenStoryteller2'));
    expect(settingsOf(desk)).toMatchObject({ model: 'daniel3303/QwenStoryteller2', recipe: 'QwenStoryteller2' });
  });

  test.each([
    [model('/data/models/QwenStoryteller'), 'QwenStoryteller'],
    [model('storyteller', 'daniel3303/QwenStoryteller2'), 'QwenStoryteller2'],
    [model('daniel3303/QwenStoryteller2-AWQ'), 'QwenStoryteller2'],
    [model('Qwen/Qwen3-VL-8B-Instruct'), 'Any vision-language model'],
  ])('finds the recipe by the last part of the name or root: %o', async (served, recipe) => {
    expect(settingsOf(await deskBeside(served))).toMatchObject({ model: served.id, recipe });
  });

  test('a recipe takes its prompts along', async () => {
    const desk = await deskBeside(model('Qwen/Qwen3-VL-8B-Instruct'));
    expect(desk.session.getState().settings).toMatchObject({ units: 'thousand', patchSide: 32 });
  });

  test('the choice follows the server', async () => {
    let served = model('daniel3303/QwenStoryteller2');
    const { desk } = firstDesk({ probe: async () => serving(served) });
    await desk.check();
    served = model('Qwen/Qwen3-VL-8B-Instruct');
    await desk.check();
    expect(settingsOf(desk)).toMatchObject({ model: served.id, recipe: 'Any vision-language model' });
  });

  test('a model that the user chose stays', async () => {
    const { desk } = firstDesk({ probe: async () => serving(model('other')) });
    desk.set({ model: 'mine' });
    await desk.check();
    expect(settingsOf(desk)).toMatchObject({ model: 'mine', recipe: 'QwenStoryteller' });
  });

  test('a recipe that the user chose stays, and the model of the server is used', async () => {
    const { desk } = firstDesk({ probe: async () => serving(model('other')) });
    desk.chooseRecipe('QwenStoryteller2');
    await desk.check();
    expect(settingsOf(desk)).toMatchObject({ model: 'other', recipe: 'QwenStoryteller2' });
  });

  test('a prompt that the user edited stays', async () => {
    const { desk } = firstDesk({ probe: async () => serving(model('Qwen/Qwen3-VL-8B-Instruct')) });
    desk.set({ prompt: 'My own words.' });
    await desk.check();
    expect(desk.session.getState().settings).toMatchObject({ prompt: 'My own words.', recipe: 'QwenStoryteller' });
  });

  test('a choice that is taken back is StoryLens’s own again', async () => {
    const desk = await deskBeside(model('other'));
    desk.set({ model: '' });
    expect(settingsOf(desk).model).toBe('');
    desk.leaveToStoryLens('model');
    expect(settingsOf(desk).model).toBe('other');
  });

  test('the page says that it chose', async () => {
    const desk = await deskBeside(model('daniel3303/QwenStoryteller2'));
    expect(noteOnModel(desk.session.getState())).toBe('Chosen by StoryLens: the only model of this server.');
    expect(noteOnRecipe(desk.session.getState())).toBe('Chosen by StoryLens to fit the model.');
    desk.set({ model: 'mine' });
    expect(noteOnModel(desk.session.getState())).toBeNull();
    expect(noteOnRecipe(desk.session.getState())).toBeNull();
  });
});

describe('a server with several models', () => {
  const others = [model('llava'), model('Qwen/Qwen2.5-VL-7B-Instruct')];

  test('gives the one that fits a recipe', async () => {
    const desk = await deskBeside(...others, model('daniel3303/QwenStoryteller2'));
    expect(settingsOf(desk)).toMatchObject({ model: 'daniel3303/QwenStoryteller2', recipe: 'QwenStoryteller2' });
    expect(noteOnModel(desk.session.getState())).toBe('Chosen by StoryLens: the model that fits a recipe.');
  });

  test('gives none where several fit', async () => {
    const desk = await deskBeside(model('QwenStoryteller2'), model('QwenStoryteller'));
    expect(settingsOf(desk)).toMatchObject({ model: 'daniel3303/QwenStoryteller' });
  });

  test('gives the one of the recipe that the user chose', async () => {
    const { desk } = firstDesk({
      probe: async () => serving(model('QwenStoryteller'), model('QwenStoryteller2')),
    });
    desk.chooseRecipe('QwenStoryteller2');
    await desk.check();
    expect(settingsOf(desk).model).toBe('QwenStoryteller2');
  });
});

describe('what was saved', () => {
  const saved = (settings: object): ReturnType<typeof createShelf> =>
    createShelf({ 'storylens.settings': JSON.stringify({ settings, recipes: [], preferences: {} }) });

  test('by an earlier version and equals the default counts as not chosen', () => {
    const device = saved({ serverUrl: 'http://localhost:8000/v1', model: 'daniel3303/QwenStoryteller' });
    const { desk } = firstDesk({ storages: { device, tab: createShelf() } });
    expect(desk.session.getState().chosen).toEqual({ serverUrl: false, model: false, recipe: false });
  });

  test('by an earlier version and differs counts as chosen', () => {
    const device = saved({ serverUrl: 'http://gpu:9000/v1', model: 'mine', recipe: 'QwenStoryteller2' });
    const { desk } = firstDesk({ storages: { device, tab: createShelf() } });
    expect(desk.session.getState().chosen).toEqual({ serverUrl: true, model: true, recipe: true });
  });

  test('by version 0.1 as its default system prompt is replaced by the one that the model was trained with', () => {
    const device = saved({ systemPrompt: FORMER_SYSTEM_PROMPT });
    const { desk } = createTestDesk({ storages: { device, tab: createShelf() } });
    expect(desk.session.getState().settings.systemPrompt).toBe(STORYTELLER_SYSTEM_PROMPT);
  });

  test('as StoryLens’s own choice is not the user’s on the next visit', async () => {
    const shelves = { device: createShelf(), tab: createShelf() };
    const first = firstDesk({ storages: shelves, probe: async () => serving(model('other')) });
    await first.desk.check();
    const { desk } = firstDesk({ storages: shelves });
    expect(desk.session.getState().chosen.model).toBe(false);
    desk.set({ model: 'mine' });
    const third = firstDesk({ storages: shelves });
    expect(third.desk.session.getState()).toMatchObject({ chosen: { model: true }, settings: { model: 'mine' } });
  });
});

describe('the relay', () => {
  test('is used by itself where the user has entered no address, and its server is checked', async () => {
    const asked: (Relay | undefined)[] = [];
    const target: Relay = { target: 'http://127.0.0.1:9000', url: 'http://localhost:5173/relay/1' };
    const { desk, model: llm } = firstDesk({
      findRelays: async () => [target],
      probe: async (server) => {
        asked.push(server.relay);
        return serving(model('only'));
      },
    });
    await desk.frames.add([fileOf('1.png')]);
    const generating = desk.generate();
    const call = await llm.call(1);
    expect(desk.session.getState().settings.serverUrl).toBe('http://127.0.0.1:9000/v1');
    expect(call.request.server).toMatchObject({ relay: target, model: 'only' });
    expect(asked).toContainEqual(target);
    await call.end({ type: 'finished' });
    await generating;
  });

  test('is used where the user entered the address of its target', async () => {
    const { desk, model: llm } = firstDesk({ findRelays: async () => [relay] });
    desk.set({ serverUrl: '127.0.0.1:8000' });
    await desk.frames.add([fileOf('1.png')]);
    const generating = desk.generate();
    const call = await llm.call(1);
    expect(call.request.server.relay).toEqual(relay);
    await call.end({ type: 'finished' });
    await generating;
  });

  test('is not used for another address that the user entered', async () => {
    const { desk, model: llm } = firstDesk({ findRelays: async () => [relay] });
    desk.set({ serverUrl: 'http://gpu.example:8000/v1' });
    await desk.frames.add([fileOf('1.png')]);
    const generating = desk.generate();
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
      desk,
      model: llm,
      clock,
    } = firstDesk({
      probe: async () => new Promise<Probe>(() => undefined),
    });
    await desk.frames.add([fileOf('1.png')]);
    const generating = desk.generate();
    await vi.waitFor(() => expect(clock.pending()).toBe(1));
    clock.advance(1500);
    const call = await llm.call(1);
    expect(call.request.server.model).toBe('daniel3303/QwenStoryteller');
    await call.end({ type: 'finished' });
    await generating;
  });

  test('asks for no model where the user has chosen one', async () => {
    let probes = 0;
    const { desk, model: llm } = firstDesk({
      probe: async () => {
        probes += 1;
        return nobody;
      },
    });
    desk.set({ model: 'mine' });
    await desk.frames.add([fileOf('1.png')]);
    const generating = desk.generate();
    const call = await llm.call(1);
    expect(probes).toBe(0);
    await call.end({ type: 'finished' });
    await generating;
  });
});
