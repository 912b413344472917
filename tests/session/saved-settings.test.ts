import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StorageArea } from '../../src/session/index.ts';
import { defaultPreferences, loadSettings } from '../../src/session/saved-settings.ts';
import { builtIn, defaultSettings } from '../../src/session/recipes.ts';
import { createStorage, createTestSession, fileOf, startRun } from '../helpers/session.ts';

const SETTINGS = 'storylens.settings';
const KEY = 'storylens.key';

const nothing = {
  settings: defaultSettings,
  chosen: { serverUrl: false, model: false, recipe: false },
  recipes: [],
  preferences: defaultPreferences,
};

/** A storage whose every method throws, as if the user had forbidden it. */
const forbidden: StorageArea = {
  getItem: () => refuse(),
  setItem: () => refuse(),
  removeItem: () => refuse(),
  keys: () => refuse(),
};

function refuse(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError');
}

/** The settings that are loaded if the device storage contains this text. */
const recalled = (kept: unknown): ReturnType<typeof loadSettings> =>
  loadSettings({ device: createStorage({ [SETTINGS]: JSON.stringify(kept) }), tab: createStorage() });

/** Two storages and a function that opens sessions on them. Each session is a new visit to the same device. */
function visits(): {
  readonly device: StorageArea;
  readonly visit: (tab?: StorageArea) => ReturnType<typeof createTestSession>['session'];
} {
  const device = createStorage();
  return { device, visit: (tab = createStorage()) => createTestSession({ storages: { device, tab } }).session };
}

describe('on the next visit', () => {
  test('settings, recipes and preferences are as they were', () => {
    const { visit } = visits();
    const first = visit();
    first.set({ serverUrl: 'gpu:8000', temperature: '0,', maxPixels: 200_704, units: 'thousand', patchSide: 32 });
    first.saveRecipe('Mine');
    first.prefer({ notify: true });
    const { settings, recipes, preferences } = first.page.getState();
    expect(settings).toMatchObject({ serverUrl: 'gpu:8000', temperature: '0,', recipe: 'Mine' });
    expect(visit().page.getState()).toMatchObject({ settings, recipes, preferences });
    expect(recipes).toHaveLength(1);
  });

  test('nothing else has been saved', async () => {
    const device = createStorage();
    const { session, call, generating } = await startRun({ storages: { device, tab: createStorage() } });
    await call.text('Once upon a time.');
    await call.end();
    await generating;
    session.set({ prompt: 'Another.' });
    expect(Object.keys(JSON.parse(device.getItem(SETTINGS) ?? ''))).toEqual([
      'settings',
      'chosen',
      'recipes',
      'preferences',
    ]);
    const next = createTestSession({ storages: { device, tab: createStorage() } }).session.page.getState();
    expect(next).toMatchObject({ frames: [], run: null, previous: null, startFailure: null });
  });

  test('the defaults apply if nothing was saved', () => {
    expect(loadSettings({ device: createStorage(), tab: createStorage() })).toEqual(nothing);
  });
});

test('nothing is saved while a story is written', async () => {
  const written: string[] = [];
  const device = { ...createStorage(), setItem: (name: string) => void written.push(name) };
  const { session, clock, call, generating } = await startRun({ storages: { device, tab: createStorage() } });
  for (const word of ['Once', ' upon', ' a', ' time']) {
    // oxlint-disable-next-line no-await-in-loop -- pieces arrive one after the other
    await call.text(word);
    clock.frame();
  }
  await call.end();
  await generating;
  expect(written).toEqual([]);
  session.set({ topP: '0.8' });
  expect(written).toEqual([SETTINGS]);
});

describe('the API key', () => {
  test('is kept for the tab only', () => {
    const { device, visit } = visits();
    const tab = createStorage();
    visit(tab).set({ apiKey: 'secret' });
    expect(tab.getItem(KEY)).toBe('secret');
    expect(device.getItem(KEY)).toBeNull();
    expect(device.getItem(SETTINGS)).not.toContain('secret');
    expect(visit(tab).page.getState().settings.apiKey).toBe('secret');
    expect(visit().page.getState().settings.apiKey).toBe('');
  });

  test('is kept on the device if the user wants it, also if it was entered before', () => {
    const { device, visit } = visits();
    const first = visit();
    first.set({ apiKey: 'secret' });
    first.prefer({ rememberKey: true });
    expect(device.getItem(KEY)).toBe('secret');
    expect(device.getItem(SETTINGS)).not.toContain('secret');
    const next = visit();
    expect(next.page.getState()).toMatchObject({
      settings: { apiKey: 'secret' },
      preferences: { rememberKey: true },
    });
    next.set({ apiKey: 'other' });
    expect(device.getItem(KEY)).toBe('other');
  });

  test('is removed from the device, but not from the tab, if the user no longer wants it there', () => {
    const { device, visit } = visits();
    const tab = createStorage();
    const session = visit(tab);
    session.prefer({ rememberKey: true });
    session.set({ apiKey: 'secret' });
    session.prefer({ rememberKey: false });
    expect(device.getItem(KEY)).toBeNull();
    expect(tab.getItem(KEY)).toBe('secret');
  });

  test('is removed from both storages when it is deleted', () => {
    const { device, visit } = visits();
    const tab = createStorage();
    const session = visit(tab);
    session.prefer({ rememberKey: true });
    session.set({ apiKey: 'secret' });
    session.set({ apiKey: '' });
    expect([device.getItem(KEY), tab.getItem(KEY)]).toEqual([null, null]);
  });

  test('is not part of a recipe or of a run', async () => {
    const { session, call, generating } = await startRun();
    await call.text('Once.');
    await call.end();
    await generating;
    session.set({ apiKey: 'secret' });
    session.saveRecipe('Mine');
    const again = session.regenerate();
    const { settings, ...others } = session.page.getState();
    expect(settings.apiKey).toBe('secret');
    expect(JSON.stringify(others)).not.toContain('secret');
    session.stop();
    await again;
  });

  test('in the saved settings of another page is ignored', () => {
    expect(recalled({ settings: { apiKey: 'smuggled' } }).settings.apiKey).toBe('');
    expect(recalled({ recipes: [{ name: 'x', apiKey: 'smuggled' }] }).recipes[0]).not.toHaveProperty('apiKey');
  });
});

describe('a storage', () => {
  test('that is forbidden only means that nothing is saved', async () => {
    const shelves = { device: forbidden, tab: forbidden };
    expect(loadSettings(shelves)).toEqual(nothing);
    const { session, call, generating } = await startRun({ storages: shelves });
    session.set({ apiKey: 'secret', prompt: 'Another.' });
    session.prefer({ rememberKey: true });
    session.saveRecipe('Mine');
    expect(session.page.getState()).toMatchObject({ settings: { apiKey: 'secret' }, recipes: [{ name: 'Mine' }] });
    await call.end();
    await generating;
  });

  test('of the device that is full still lets the tab keep the key', () => {
    const tab = createStorage();
    const full: StorageArea = { ...createStorage(), setItem: () => refuse() };
    createTestSession({ storages: { device: full, tab } }).session.set({ apiKey: 'secret' });
    expect(tab.getItem(KEY)).toBe('secret');
  });

  const hostile: [string, string][] = [
    ['no JSON', '{"settings":'],
    ['no text at all', ''],
    ['null', 'null'],
    ['a number', '12'],
    ['a list', '[1,2,3]'],
    ['a string', '"settings"'],
    ['lists in every place', '{"settings":[],"recipes":{},"preferences":[true]}'],
    ['nulls in every place', '{"settings":null,"recipes":null,"preferences":null}'],
    ['recipes that are none', '{"recipes":[null,1,"x",[],{},{"name":""},{"name":7}]}'],
    ['what another app keeps', '{"theme":"dark","user":{"name":"Ann"},"settings":{"volume":0.4,"language":"pt"}}'],
    [
      'names that every object has',
      '{"__proto__":{"settings":{"prompt":"x"}},"constructor":1,"settings":{"toString":1}}',
    ],
    ['a megabyte of something else', JSON.stringify({ settings: { notes: 'x'.repeat(1e6) } })],
  ];
  test.each(hostile)('that contains %s is ignored', (_, text) => {
    expect(loadSettings({ device: createStorage({ [SETTINGS]: text }), tab: createStorage() })).toEqual(nothing);
  });
});

describe('each saved value', () => {
  test('is used if it has the right type; the others are the defaults', () => {
    const kept = { prompt: 7, systemPrompt: 'Mine.', temperature: 0.3, maxPixels: '200', units: 'inch', patchSide: 14 };
    expect(recalled({ settings: kept }).settings).toEqual({ ...defaultSettings, systemPrompt: 'Mine.' });
    expect(recalled({ preferences: { notify: 'yes', stopRepetition: true } }).preferences).toEqual({
      ...defaultPreferences,
      stopRepetition: true,
    });
  });

  test('of a recipe is checked, too', () => {
    const kept = { name: 'Mine', model: 5, prompt: 'Tell.', maxTokens: null, units: 'unit', seed: '3', serverUrl: 'x' };
    const [{ model: _, name: __, ...asking }] = [builtIn[0]!];
    expect(recalled({ recipes: [kept, { ...kept, name: 'Other', model: 'm' }] }).recipes).toEqual([
      { ...asking, name: 'Mine', model: null, prompt: 'Tell.', units: 'unit' },
      { ...asking, name: 'Other', model: 'm', prompt: 'Tell.', units: 'unit' },
    ]);
  });

  test('of any type leaves usable settings', async () => {
    const fields = fc.record(
      Object.fromEntries(Object.keys(defaultSettings).map((field) => [field, fc.jsonValue({ maxDepth: 1 })])),
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fields, fc.array(fields), async (settings, recipes) => {
        const device = createStorage({ [SETTINGS]: JSON.stringify({ settings, recipes }) });
        const { session } = createTestSession({ storages: { device, tab: createStorage() } });
        const kinds = (values: object): string[] => Object.values(values).map((value) => typeof value);
        expect(kinds(session.page.getState().settings)).toEqual(kinds(defaultSettings));
        await session.frames.add([fileOf('a.png')]);
        expect(session.page.getState().frames).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});
