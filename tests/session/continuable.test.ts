import { describe, expect, test } from 'vitest';
import { parseAll, continuationStart } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { createTestSession, previousOf, readingOf, runOf, startRun, sessionWithRun } from '../helpers/session.ts';
import type { TestSession } from '../helpers/session.ts';
import { createScriptedModel } from '../helpers/scripted-model.ts';
import { BROKEN, canContinue, failure, requestAgain, upTo } from './scripted-run.ts';

describe('a continuation without new text', () => {
  const text = upTo('lost sight of');

  test.each(BROKEN.map((outcome) => [outcome.type, outcome] as const))(
    'that was %s restores the text that was removed for it',
    async (_, outcome) => {
      const made = await sessionWithRun(text, { type: 'length' });
      const { thoughtFor } = runOf(made.session);
      await requestAgain(made, 'continue', '', outcome);
      const { completion, doc } = readingOf(made.session);
      expect(completion).toBe(text);
      expect(doc).toEqual(parseAll(text));
      expect(runOf(made.session)).toMatchObject({ status: 'ended', outcome, seams: [], thoughtFor });
      expect(canContinue(made.session)).toBe(true);
    },
  );

  test('has no first text and no tokens, because the restored text is not counted', async () => {
    const made = await sessionWithRun(text, { type: 'length' });
    await requestAgain(made, 'continue', '', { type: 'stopped' });
    expect(runOf(made.session)).toMatchObject({ firstTextAt: null, tokens: 0 });
  });

  test('keeps the earlier seams', async () => {
    const made = await sessionWithRun(text, { type: 'length' });
    await requestAgain(made, 'continue', 'He was gone. And', { type: 'length' });
    const { seams } = runOf(made.session);
    const { completion } = readingOf(made.session);
    await requestAgain(made, 'continue', '', { type: 'failed', failure });
    expect(runOf(made.session).seams).toEqual(seams);
    expect(seams).toHaveLength(1);
    expect(readingOf(made.session).completion).toBe(completion);
  });

  test('can be continued from the same offset', async () => {
    const made = await sessionWithRun(text, { type: 'length' });
    await requestAgain(made, 'continue', '', { type: 'failed', failure });
    await requestAgain(made, 'continue', harbour.slice(continuationStart(text)));
    expect(made.model.calls[2]?.request.kept).toBe(made.model.calls[1]?.request.kept);
    expect(readingOf(made.session).completion).toBe(harbour);
    expect(runOf(made.session).seams).toHaveLength(1);
  });

  test('that another job replaces leaves the whole text', async () => {
    const model = createScriptedModel({ deaf: true });
    const { session } = await sessionWithRun(text, { type: 'length' }, { model });
    void session.continue();
    await model.call(2);
    session.open({ name: 'a', text: 'Other words.' });
    expect(previousOf(session)).toMatchObject({
      completion: text,
      progress: { outcome: { type: 'stopped' } },
    });
  });
});

describe('an answer', () => {
  test.each(BROKEN.map((outcome) => [outcome.type, outcome] as const))(
    'that was %s can be continued if it has a complete sentence or line',
    async (_, outcome) => {
      expect(canContinue((await sessionWithRun('Once. And', outcome)).session)).toBe(true);
      expect(canContinue((await sessionWithRun('Once upon', outcome)).session)).toBe(false);
    },
  );

  const others: [string, () => Promise<TestSession>][] = [
    ['that is complete', async () => sessionWithRun(harbour)],
    ['without a complete sentence', async () => sessionWithRun('Once upon', { type: 'length' })],
    [
      'that was opened',
      async () => {
        const made = createTestSession();
        made.session.open({ name: 'a', text: upTo('lost sight of') });
        return made;
      },
    ],
    [
      'of the demo',
      async () => {
        const made = createTestSession();
        const playing = made.session.playDemo();
        const call = await made.model.call(1);
        await call.text(upTo('lost sight of'));
        made.session.stop();
        await playing;
        return made;
      },
    ],
    ['that does not exist', async () => createTestSession()],
  ];
  test.each(others)('%s cannot be continued', async (_, make) => {
    const { session, model } = await make();
    expect(canContinue(session)).toBe(false);
    const { run } = session.page.getState();
    const calls = model.calls.length;
    const going = session.continue();
    // A request would have been made by now.
    await Promise.race([going, model.call(calls + 1)]);
    expect(model.calls).toHaveLength(calls);
    expect(session.page.getState().run).toBe(run);
  });

  test('that still arrives cannot be continued', async () => {
    const { session, model, clock, call, generating } = await startRun();
    await call.text('Once. And');
    clock.frame();
    expect(canContinue(session)).toBe(false);
    await session.continue();
    expect(model.calls).toHaveLength(1);
    expect(call.signal.aborted).toBe(false);
    await call.end();
    await generating;
  });
});
