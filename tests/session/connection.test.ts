import { describe, expect, test } from 'vitest';
import type { ServedModel } from '../../src/inference/index.ts';
import { servedModel } from '../../src/session/index.ts';
import { createTestDesk, nobody, watch, well } from '../helpers/desk.ts';
import type { TestDesk } from '../helpers/desk.ts';
import { createScriptedProbe } from './scripted-probe.ts';
import type { ScriptedProbe } from './scripted-probe.ts';

function start(): TestDesk & { readonly server: ScriptedProbe } {
  const server = createScriptedProbe();
  return { ...createTestDesk({ probe: server.probe }), server };
}

const connectionOf = ({ desk }: Pick<TestDesk, 'desk'>): unknown => desk.session.getState().connection;

describe('the server is looked at', () => {
  test('by itself when its address has been typed, once', async () => {
    const made = start();
    const { desk, clock, server } = made;
    for (const serverUrl of ['h', 'http://gpu', 'http://gpu:8000/v1']) {
      desk.set({ serverUrl });
      clock.advance(400);
    }
    expect(server.looks).toHaveLength(0);
    clock.advance(200);
    expect(server.looks).toHaveLength(1);
    expect(server.looks[0]?.server).toMatchObject({ baseUrl: 'http://gpu:8000/v1' });
    expect(connectionOf(made)).toEqual({ checking: true, found: null });
    await server.looks[0]?.find(well);
    expect(connectionOf(made)).toEqual({ checking: false, found: well });
    clock.advance(5000);
    expect(server.looks).toHaveLength(1);
  });

  test('by itself when its key has been typed', () => {
    const { desk, clock, server } = start();
    desk.set({ apiKey: 'sec' });
    desk.set({ apiKey: 'secret' });
    clock.advance(600);
    expect(server.looks.map((look) => look.server.apiKey)).toEqual(['secret']);
  });

  test('not when anything else is typed', () => {
    const { desk, clock, server } = start();
    desk.set({ model: 'other', prompt: 'Tell.', maxPixels: 200_704, seed: '3' });
    desk.set({ serverUrl: desk.session.getState().settings.serverUrl });
    desk.prefer({ rememberKey: true });
    clock.advance(5000);
    expect(server.looks).toHaveLength(0);
  });

  test('at the press of a button, at once, and then not once more by itself', async () => {
    const made = start();
    const { desk, clock, server } = made;
    desk.set({ serverUrl: 'gpu:8000' });
    const checking = desk.check();
    expect(server.looks).toHaveLength(1);
    await server.looks[0]?.find(nobody);
    await checking;
    expect(connectionOf(made)).toEqual({ checking: false, found: nobody });
    clock.advance(5000);
    expect(server.looks).toHaveLength(1);
  });

  test('at the press of a button, while what was found before is still shown', async () => {
    const made = start();
    const { desk, server } = made;
    const first = desk.check();
    await server.looks[0]?.find(well);
    await first;
    const second = desk.check();
    expect(connectionOf(made)).toEqual({ checking: true, found: well });
    await server.looks[1]?.find(nobody);
    await second;
    expect(connectionOf(made)).toEqual({ checking: false, found: nobody });
  });
});

describe('what was found', () => {
  test('of another address is forgotten at the first key', async () => {
    const made = start();
    const { desk, server } = made;
    const checking = desk.check();
    await server.looks[0]?.find(well);
    await checking;
    desk.set({ serverUrl: 'http://localhost:8000/v' });
    expect(connectionOf(made)).toEqual({ checking: false, found: null });
  });

  test('by a look that was given up for another is not heard, however late it comes', async () => {
    const made = start();
    const { desk, server } = made;
    const first = desk.check();
    const second = desk.check();
    const [older, newer] = server.looks;
    expect([older?.signal.aborted, newer?.signal.aborted]).toEqual([true, false]);
    await newer?.find(well);
    const states = watch(desk.session);
    await older?.find(nobody);
    await Promise.all([first, second]);
    expect(states).toEqual([]);
    expect(connectionOf(made)).toEqual({ checking: false, found: well });
  });

  test('by a look that was given up first does not end the other', async () => {
    const made = start();
    const { desk, server } = made;
    const first = desk.check();
    const second = desk.check();
    await server.looks[0]?.find(nobody);
    await first;
    expect(connectionOf(made)).toEqual({ checking: true, found: null });
    await server.looks[1]?.find(well);
    await second;
    expect(connectionOf(made)).toEqual({ checking: false, found: well });
  });

  test('at an address that has been left is not heard', async () => {
    const made = start();
    const { desk, server } = made;
    const checking = desk.check();
    desk.set({ serverUrl: 'elsewhere:8000' });
    expect(server.looks[0]?.signal.aborted).toBe(true);
    await server.looks[0]?.find(well);
    await checking;
    expect(connectionOf(made)).toEqual({ checking: false, found: null });
  });
});

describe('the model that will answer', () => {
  const model = (id: string, contextLength: number | null = null): ServedModel => ({
    id,
    root: null,
    parent: null,
    contextLength,
  });
  const models = [model('base', 4096), { ...model('adapter', 4096), root: null, parent: 'base' }];
  const named = (name: string, found: unknown = { ...well, models }): string | undefined => {
    const state = createTestDesk().desk.session.getState();
    const settings = { ...state.settings, model: name };
    return servedModel({ ...state, settings, connection: { checking: false, found: found as typeof well } })?.id;
  };

  test('is the one of that name, else nobody', () => {
    expect([named('adapter'), named(' base '), named('Base'), named('other')]).toEqual([
      'adapter',
      'base',
      undefined,
      undefined,
    ]);
  });

  test('is the first where no name is given', () => {
    expect(named(' ')).toBe('base');
    expect(named('', { ...well, models: [] })).toBeUndefined();
  });

  test('is not known where nobody was found', () => {
    expect(named('base', null)).toBeUndefined();
    expect(named('base', nobody)).toBeUndefined();
  });
});
