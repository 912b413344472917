import { describe, expect, test } from 'vitest';
import type { Failure, FailureKind, Outcome } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { runOf, sessionWithRun } from '../helpers/session.ts';
import type { TestSession } from '../helpers/session.ts';
import { createScriptedHealth, settled } from './scripted-health.ts';
import type { ScriptedHealth } from './scripted-health.ts';

const failed = (kind: FailureKind): Outcome => {
  const failure: Failure = { kind, sentence: 'It.', said: null, advice: 'Do.', status: null };
  return { type: 'failed', failure };
};

async function endedWith(
  outcome: Outcome,
  options: Parameters<typeof sessionWithRun>[2] = {},
): Promise<TestSession & ScriptedHealth> {
  const health = createScriptedHealth();
  return {
    ...(await sessionWithRun(harbour.slice(0, harbour.indexOf('lost sight of')), outcome, {
      askHealth: health.askHealth,
      ...options,
    })),
    ...health,
  };
}

async function pass({ clock }: Pick<TestSession, 'clock'>, milliseconds: number): Promise<void> {
  clock.advance(milliseconds);
  await settled();
}

describe('a server that is gone', () => {
  test('is asked every 5 s until it is back', async () => {
    const made = await endedWith(failed('gone'));
    await pass(made, 4999);
    expect(made.questions).toHaveLength(0);
    await pass(made, 1);
    expect(made.questions.map(({ server }) => server.baseUrl)).toEqual(['http://localhost:8000/v1']);
    await made.answerAll(made, 5000, ['refused', 'gone', 'unclear']);
    expect(runOf(made.session).back).toBe(false);
    await pass(made, 5000);
    await made.answer('ok');
    expect(runOf(made.session).back).toBe(true);
    await pass(made, 60_000);
    expect(made.questions).toHaveLength(4);
    expect(made.clock.pending()).toBe(0);
  });

  test('is not asked while the page is hidden', async () => {
    let visible = false;
    const made = await endedWith(failed('gone'), { isVisible: () => visible });
    for (let i = 0; i < 10; i++) {
      // oxlint-disable-next-line no-await-in-loop -- one interval after the other
      await pass(made, 5000);
    }
    expect(made.questions).toHaveLength(0);
    visible = true;
    await pass(made, 5000);
    expect(made.questions).toHaveLength(1);
  });

  test('is not asked any more once another run has begun', async () => {
    const made = await endedWith(failed('gone'));
    await pass(made, 5000);
    const again = made.session.continue();
    const call = await made.model.call(2);
    expect(made.questions[0]?.signal.aborted).toBe(true);
    await made.answer('ok');
    expect(runOf(made.session)).toMatchObject({ status: 'connecting', back: false });
    await call.end();
    await again;
    expect(made.clock.pending()).toBe(0);
  });
});

describe('after a run that the server may have ended', () => {
  const ends: Outcome[] = [{ type: 'aborted' }, ...(['server-error', 'connection-lost', 'relay'] as const).map(failed)];

  test.each(ends)('the return of the server is shown if it was away: %o', async (outcome) => {
    const made = await endedWith(outcome);
    await pass(made, 5000);
    await made.answerAll(made, 5000, ['refused', 'ok']);
    expect(runOf(made.session).back).toBe(true);
  });

  test('nothing is shown for a server that was never away', async () => {
    const made = await endedWith({ type: 'aborted' });
    await pass(made, 5000);
    await made.answer('ok');
    expect(runOf(made.session).back).toBe(false);
    expect(made.clock.pending()).toBe(0);
  });
});

const others: Outcome[] = [
  { type: 'finished' },
  { type: 'length' },
  { type: 'stopped' },
  ...(['too-long', 'unauthorized', 'malformed'] as const).map(failed),
];
test.each(others)('after another outcome the server is not asked: %o', async (outcome) => {
  const made = await endedWith(outcome);
  await pass(made, 60_000);
  expect(made.questions).toHaveLength(0);
});
