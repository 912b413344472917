import { describe, expect, test } from 'vitest';
import type { ServedModel } from '../../src/inference/index.ts';
import { servedModel } from '../../src/session/index.ts';
import { createTestSession, noServer, watch, healthyServer } from '../helpers/session.ts';
import type { TestSession } from '../helpers/session.ts';
import { createScriptedProbe } from './scripted-probe.ts';
import type { ScriptedProbe } from './scripted-probe.ts';

function start(): TestSession & { readonly server: ScriptedProbe } {
  const server = createScriptedProbe();
  return { ...createTestSession({ probe: server.probe }), server };
}

const connectionOf = ({ session }: Pick<TestSession, 'session'>): unknown => session.page.getState().connection;

describe('the server is checked', () => {
  test('once after its address has been typed', async () => {
    const made = start();
    const { session, clock, server } = made;
    for (const serverUrl of ['h', 'http://gpu', 'http://gpu:8000/v1']) {
      session.set({ serverUrl });
      clock.advance(400);
    }
    expect(server.calls).toHaveLength(0);
    clock.advance(200);
    expect(server.calls).toHaveLength(1);
    expect(server.calls[0]?.server).toMatchObject({ baseUrl: 'http://gpu:8000/v1' });
    expect(connectionOf(made)).toEqual({ checking: true, found: null });
    await server.calls[0]?.find(healthyServer);
    expect(connectionOf(made)).toEqual({ checking: false, found: healthyServer });
    clock.advance(5000);
    expect(server.calls).toHaveLength(1);
  });

  test('after its key has been typed', () => {
    const { session, clock, server } = start();
    session.set({ apiKey: 'sec' });
    session.set({ apiKey: 'secret' });
    clock.advance(600);
    expect(server.calls.map((call) => call.server.apiKey)).toEqual(['secret']);
  });

  test('after no other setting has been typed', () => {
    const { session, clock, server } = start();
    session.set({ model: 'other', prompt: 'Tell.', maxPixels: 200_704, seed: '3' });
    session.set({ serverUrl: session.page.getState().settings.serverUrl });
    session.prefer({ rememberKey: true });
    clock.advance(5000);
    expect(server.calls).toHaveLength(0);
  });

  test('at once when the button is pressed, and not again afterwards', async () => {
    const made = start();
    const { session, clock, server } = made;
    session.set({ serverUrl: 'gpu:8000' });
    const checking = session.check();
    expect(server.calls).toHaveLength(1);
    await server.calls[0]?.find(noServer);
    await checking;
    expect(connectionOf(made)).toEqual({ checking: false, found: noServer });
    clock.advance(5000);
    expect(server.calls).toHaveLength(1);
  });

  test('when the button is pressed, while the last result stays visible', async () => {
    const made = start();
    const { session, server } = made;
    const first = session.check();
    await server.calls[0]?.find(healthyServer);
    await first;
    const second = session.check();
    expect(connectionOf(made)).toEqual({ checking: true, found: healthyServer });
    await server.calls[1]?.find(noServer);
    await second;
    expect(connectionOf(made)).toEqual({ checking: false, found: noServer });
  });
});

describe('the result of a check', () => {
  test('is cleared at the first change of the address', async () => {
    const made = start();
    const { session, server } = made;
    const checking = session.check();
    await server.calls[0]?.find(healthyServer);
    await checking;
    session.set({ serverUrl: 'http://localhost:8000/v' });
    expect(connectionOf(made)).toEqual({ checking: false, found: null });
  });

  test('of a cancelled check is ignored, even if it arrives late', async () => {
    const made = start();
    const { session, server } = made;
    const first = session.check();
    const second = session.check();
    const [older, newer] = server.calls;
    expect([older?.signal.aborted, newer?.signal.aborted]).toEqual([true, false]);
    await newer?.find(healthyServer);
    const states = watch(session.page);
    await older?.find(noServer);
    await Promise.all([first, second]);
    expect(states).toEqual([]);
    expect(connectionOf(made)).toEqual({ checking: false, found: healthyServer });
  });

  test('of a cancelled check does not end the new check', async () => {
    const made = start();
    const { session, server } = made;
    const first = session.check();
    const second = session.check();
    await server.calls[0]?.find(noServer);
    await first;
    expect(connectionOf(made)).toEqual({ checking: true, found: null });
    await server.calls[1]?.find(healthyServer);
    await second;
    expect(connectionOf(made)).toEqual({ checking: false, found: healthyServer });
  });

  test('for a former address is ignored', async () => {
    const made = start();
    const { session, server } = made;
    const checking = session.check();
    session.set({ serverUrl: 'elsewhere:8000' });
    expect(server.calls[0]?.signal.aborted).toBe(true);
    await server.calls[0]?.find(healthyServer);
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
  const named = (name: string, found: unknown = { ...healthyServer, models }): string | undefined => {
    const state = createTestSession().session.page.getState();
    const settings = { ...state.settings, model: name };
    return servedModel({ ...state, settings, connection: { checking: false, found: found as typeof healthyServer } })
      ?.id;
  };

  test('is the one with that name, or null', () => {
    expect([named('adapter'), named(' base '), named('Base'), named('other')]).toEqual([
      'adapter',
      'base',
      undefined,
      undefined,
    ]);
  });

  test('is the first one if no name is given', () => {
    expect(named(' ')).toBe('base');
    expect(named('', { ...healthyServer, models: [] })).toBeUndefined();
  });

  test('is null if no server was found', () => {
    expect(named('base', null)).toBeUndefined();
    expect(named('base', noServer)).toBeUndefined();
  });
});
