import { describe, expect, test } from 'vitest';
import type { Health } from '../../src/inference/index.ts';
import type { SessionDependencies } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingOf, runOf, startRun } from '../helpers/session.ts';
import { createScriptedHealth, settled } from './scripted-health.ts';
import type { ScriptedHealth } from './scripted-health.ts';

const TEXT = harbour.slice(0, harbour.indexOf('lost sight of'));
const times = (count: number, health: Health): Health[] => Array.from({ length: count }, () => health);

type Started = Awaited<ReturnType<typeof startRun>> & ScriptedHealth;

/** A run that streams, and the health checks of its server. */
async function streaming(options: Partial<SessionDependencies> = {}): Promise<Started> {
  const health = createScriptedHealth();
  const made = await startRun({ askHealth: health.askHealth, ...options });
  await made.call.open();
  await made.call.text(TEXT);
  made.clock.frame();
  expect(runOf(made.session).status).toBe('streaming');
  return { ...made, ...health };
}

/** Lets 10 s pass without text, so that the first check starts. */
async function fallSilent({ clock }: Pick<Started, 'clock'>): Promise<void> {
  clock.advance(10_000);
  await settled();
}

describe('the server’s health is checked', () => {
  test('after 10 s of silence, every 3 s, at its address', async () => {
    const made = await streaming();
    made.clock.advance(9999);
    await settled();
    expect(made.questions).toHaveLength(0);
    made.clock.advance(1);
    await settled();
    expect(made.questions.map(({ server }) => server.baseUrl)).toEqual(['http://localhost:8000/v1']);
    await made.answer('ok');
    expect(runOf(made.session).health).toMatchObject({ answer: 'ok', times: 1 });
    made.clock.advance(2999);
    await settled();
    expect(made.questions).toHaveLength(1);
    made.clock.advance(1);
    await settled();
    expect(made.questions).toHaveLength(2);
    made.session.stop();
    await made.generating;
  });

  test('also before the headers, and between the headers and the first text', async () => {
    for (const opened of [true, false]) {
      const health = createScriptedHealth();
      // oxlint-disable-next-line no-await-in-loop -- one step after the other
      const made = await startRun({ askHealth: health.askHealth });
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (opened) await made.call.open();
      // oxlint-disable-next-line no-await-in-loop -- as above
      await fallSilent(made);
      expect(health.questions).toHaveLength(1);
      made.session.stop();
      // oxlint-disable-next-line no-await-in-loop -- as above
      await made.generating;
      expect(made.clock.pending()).toBe(0);
    }
  });

  test('not while text arrives, and not after the next text', async () => {
    const { clock, call, questions, session, generating, answer } = await streaming();
    for (let second = 0; second < 60; second += 5) {
      clock.advance(5000);
      // oxlint-disable-next-line no-await-in-loop -- pieces arrive one after the other
      await call.text(' and');
      clock.frame();
    }
    expect(questions).toHaveLength(0);
    await fallSilent({ clock });
    await answer('ok');
    await call.text(' so');
    clock.frame();
    expect(runOf(session).health).toBeNull();
    clock.advance(9999);
    await settled();
    expect(questions).toHaveLength(1);
    clock.advance(1);
    await settled();
    expect(questions).toHaveLength(2);
    session.stop();
    await generating;
    expect(questions[1]?.signal.aborted).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  test('not for the demo, and not if the browser has no free connection', async () => {
    const made = await streaming({
      holdRequest: () => ({ count: async () => ({ all: 6, earlier: 0 }), release: () => {} }),
    });
    await fallSilent(made);
    made.clock.advance(30_000);
    await settled();
    expect(made.questions).toHaveLength(0);
    expect(runOf(made.session).health?.answer).toBe('unclear');
    made.session.stop();
    await made.generating;
  });
});

describe('the run ends by itself', () => {
  test('when the relay reports three times that the server is gone', async () => {
    const made = await streaming();
    await fallSilent(made);
    await made.answerAll(made, 3000, times(2, 'gone'));
    expect(made.call.signal.aborted).toBe(false);
    made.clock.advance(3000);
    await made.answer('gone');
    await made.generating;
    expect(made.call.signal.aborted).toBe(true);
    expect(readingOf(made.session).completion).toBe(TEXT);
    expect(runOf(made.session)).toMatchObject({
      status: 'ended',
      outcome: { type: 'failed', failure: { kind: 'gone', sentence: expect.stringMatching(/^The server is gone/) } },
    });
  });

  test('when a direct connection was refused for 30 s', async () => {
    const made = await streaming();
    await fallSilent(made);
    await made.answerAll(made, 3000, times(10, 'refused'));
    expect(runOf(made.session)).toMatchObject({ status: 'streaming', health: { answer: 'refused', times: 10 } });
    made.clock.advance(3000);
    await made.answer('refused');
    await made.generating;
    expect(runOf(made.session).outcome).toMatchObject({ failure: { kind: 'gone' } });
  });

  test('when the engine has died', async () => {
    const made = await streaming();
    await fallSilent(made);
    await made.answer('dead');
    await made.generating;
    expect(readingOf(made.session).completion).toBe(TEXT);
    expect(runOf(made.session).outcome).toMatchObject({
      failure: { kind: 'server-error', sentence: 'The server runs, but its engine has died.' },
    });
  });

  test('also before the first text', async () => {
    const health = createScriptedHealth();
    const { call, generating, session, clock } = await startRun({ askHealth: health.askHealth });
    await call.open();
    await fallSilent({ clock });
    await health.answerAll({ clock }, 3000, times(3, 'gone'));
    await generating;
    expect(runOf(session).outcome).toMatchObject({ failure: { kind: 'gone' } });
  });
});

describe('the run continues', () => {
  test('while the device has no network, for any time', async () => {
    let online = false;
    const made = await streaming({ isOnline: () => online });
    await fallSilent(made);
    await made.answerAll(made, 3000, times(40, 'refused'));
    expect(runOf(made.session)).toMatchObject({ status: 'streaming', health: { answer: 'offline' } });
    online = true;
    made.clock.advance(3000);
    await made.answer('refused');
    expect(runOf(made.session)).toMatchObject({ status: 'streaming', health: { answer: 'refused', times: 1 } });
    made.session.stop();
    await made.generating;
  });

  test('while no check is answered in time, and records since when', async () => {
    const made = await streaming();
    await fallSilent(made);
    const since = made.clock.now();
    for (let i = 0; i < 5; i++) {
      made.clock.advance(8000);
      // oxlint-disable-next-line no-await-in-loop -- one check after the other
      await settled();
      made.clock.advance(3000);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await settled();
    }
    expect(made.questions.map(({ signal }) => signal.aborted)).toEqual([true, true, true, true, true, false]);
    expect(runOf(made.session)).toMatchObject({ status: 'streaming', health: { answer: 'silent', since } });
    made.session.stop();
    await made.generating;
  });

  test('while the server is healthy or gives another answer', async () => {
    const made = await streaming();
    await fallSilent(made);
    await made.answerAll(made, 3000, [...times(20, 'ok'), ...times(20, 'unclear')]);
    expect(runOf(made.session).status).toBe('streaming');
    await made.call.end();
    await made.generating;
    expect(runOf(made.session).outcome).toEqual({ type: 'finished' });
  });
});

test('a run that replaces a silent one is not ended for it', async () => {
  const made = await streaming();
  await fallSilent(made);
  await made.answerAll(made, 3000, times(2, 'gone'));
  const [, , last] = made.questions;
  const again = made.session.generate();
  const second = await made.model.call(2);
  await last?.answer('gone');
  expect(second.signal.aborted).toBe(false);
  await second.end();
  await again;
  await made.generating;
});
