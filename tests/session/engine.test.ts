import { describe, expect, test } from 'vitest';
import type { Failure } from '../../src/session/index.ts';
import { readingOf, runOf, startRun } from '../helpers/session.ts';
import { createScriptedHealth, settled } from './scripted-health.ts';

const crashed: Failure = {
  kind: 'engine',
  sentence: 'The engine of the server has crashed.',
  said: 'EngineCore encountered an issue.',
  advice: 'Restart vLLM.',
  status: 500,
};

/** A run whose engine has sent its error event. */
async function broken(options: Parameters<typeof startRun>[0] = {}) {
  const health = createScriptedHealth();
  const made = await startRun({ askHealth: health.askHealth, ...options });
  await made.call.open();
  await made.call.text('<gdi image1>It was.');
  await made.call.end({ type: 'failed', failure: crashed });
  // The text had not been painted yet.
  made.clock.frame();
  await settled();
  expect(runOf(made.session)).toMatchObject({ status: 'explaining', outcome: null });
  expect(health.questions).toHaveLength(1);
  return { ...made, ...health };
}

describe('after an engine’s error event', () => {
  test.each(['refused', 'gone'] as const)('a server that is %s has shut down', async (health) => {
    const { session, generating, answerAll, clock } = await broken();
    await answerAll({ clock }, 1000, ['dead', 'unclear', health]);
    await generating;
    expect(readingOf(session).completion).toBe('<gdi image1>It was.');
    expect(runOf(session)).toMatchObject({
      status: 'ended',
      outcome: { failure: { kind: 'gone', sentence: 'The server has shut down.', said: crashed.said } },
    });
    // The only timer left checks whether the server is back.
    expect(clock.pending()).toBe(1);
  });

  test('a server that keeps reporting a dead engine has a dead engine', async () => {
    const { session, generating, answerAll, clock } = await broken();
    await answerAll({ clock }, 1000, ['dead', 'dead', 'dead', 'dead', 'dead', 'dead', 'dead', 'dead']);
    clock.advance(1000);
    await generating;
    expect(runOf(session).outcome).toMatchObject({
      failure: { kind: 'server-error', sentence: 'The server runs, but its engine has died.', said: crashed.said },
    });
  });

  test('a healthy server leaves the failure as it is', async () => {
    const { session, generating, answer } = await broken();
    await answer('ok');
    await generating;
    expect(runOf(session).outcome).toEqual({ type: 'failed', failure: crashed });
  });

  test('a refusal while the device has no network is ignored', async () => {
    const { session, generating, answerAll, clock } = await broken({ isOnline: () => false });
    await answerAll({ clock }, 1000, ['refused', 'refused', 'refused']);
    clock.advance(8000);
    await generating;
    expect(runOf(session).outcome).toEqual({ type: 'failed', failure: crashed });
  });

  test('Stop ends the checks', async () => {
    const { session, generating, questions } = await broken();
    session.stop();
    await generating;
    expect(runOf(session).outcome).toEqual({ type: 'failed', failure: crashed });
    expect(questions[0]?.signal.aborted).toBe(true);
  });
});
