import { describe, expect, test } from 'vitest';
import { parseAll, continuationStart } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { createTestDesk, previousOf, readingOf, runOf, startRun, deskWithRun } from '../helpers/desk.ts';
import type { TestDesk } from '../helpers/desk.ts';
import { createScriptedModel } from '../helpers/scripted-model.ts';
import { BROKEN, canContinue, failure, requestAgain, upTo } from './scripted-run.ts';

describe('a continuation without new text', () => {
  const text = upTo('lost sight of');

  test.each(BROKEN.map((outcome) => [outcome.type, outcome] as const))(
    'that was %s restores the text that was removed for it',
    async (_, outcome) => {
      const made = await deskWithRun(text, { type: 'length' });
      const { thoughtFor } = runOf(made.desk);
      await requestAgain(made, 'continue', '', outcome);
      const { completion, doc } = readingOf(made.desk);
      expect(completion).toBe(text);
      expect(doc).toEqual(parseAll(text));
      expect(runOf(made.desk)).toMatchObject({ status: 'ended', outcome, seams: [], thoughtFor });
      expect(canContinue(made.desk)).toBe(true);
    },
  );

  test('has no first text and no tokens, because the restored text is not counted', async () => {
    const made = await deskWithRun(text, { type: 'length' });
    await requestAgain(made, 'continue', '', { type: 'stopped' });
    expect(runOf(made.desk)).toMatchObject({ firstTextAt: null, tokens: 0 });
  });

  test('keeps the earlier seams', async () => {
    const made = await deskWithRun(text, { type: 'length' });
    await requestAgain(made, 'continue', 'He was gone. And', { type: 'length' });
    const { seams } = runOf(made.desk);
    const { completion } = readingOf(made.desk);
    await requestAgain(made, 'continue', '', { type: 'failed', failure });
    expect(runOf(made.desk).seams).toEqual(seams);
    expect(seams).toHaveLength(1);
    expect(readingOf(made.desk).completion).toBe(completion);
  });

  test('can be continued from the same offset', async () => {
    const made = await deskWithRun(text, { type: 'length' });
    await requestAgain(made, 'continue', '', { type: 'failed', failure });
    await requestAgain(made, 'continue', harbour.slice(continuationStart(text)));
    expect(made.model.calls[2]?.request.kept).toBe(made.model.calls[1]?.request.kept);
    expect(readingOf(made.desk).completion).toBe(harbour);
    expect(runOf(made.desk).seams).toHaveLength(1);
  });

  test('that another job replaces leaves the whole text', async () => {
    const model = createScriptedModel({ deaf: true });
    const { desk } = await deskWithRun(text, { type: 'length' }, { model });
    void desk.continue();
    await model.call(2);
    desk.open({ name: 'a', text: 'Other words.' });
    expect(previousOf(desk)).toMatchObject({
      completion: text,
      progress: { outcome: { type: 'stopped' } },
    });
  });
});

describe('an answer', () => {
  test.each(BROKEN.map((outcome) => [outcome.type, outcome] as const))(
    'that was %s can be continued if it has a complete sentence or line',
    async (_, outcome) => {
      expect(canContinue((await deskWithRun('Once. And', outcome)).desk)).toBe(true);
      expect(canContinue((await deskWithRun('Once upon', outcome)).desk)).toBe(false);
    },
  );

  const others: [string, () => Promise<TestDesk>][] = [
    ['that is complete', async () => deskWithRun(harbour)],
    ['without a complete sentence', async () => deskWithRun('Once upon', { type: 'length' })],
    [
      'that was opened',
      async () => {
        const made = createTestDesk();
        made.desk.open({ name: 'a', text: upTo('lost sight of') });
        return made;
      },
    ],
    [
      'of the demo',
      async () => {
        const made = createTestDesk();
        const playing = made.desk.playDemo();
        const call = await made.model.call(1);
        await call.text(upTo('lost sight of'));
        made.desk.stop();
        await playing;
        return made;
      },
    ],
    ['that does not exist', async () => createTestDesk()],
  ];
  test.each(others)('%s cannot be continued', async (_, make) => {
    const { desk, model } = await make();
    expect(canContinue(desk)).toBe(false);
    const { run } = desk.session.getState();
    const calls = model.calls.length;
    const going = desk.continue();
    // A request would have been made by now.
    await Promise.race([going, model.call(calls + 1)]);
    expect(model.calls).toHaveLength(calls);
    expect(desk.session.getState().run).toBe(run);
  });

  test('that still arrives cannot be continued', async () => {
    const { desk, model, clock, call, generating } = await startRun();
    await call.text('Once. And');
    clock.frame();
    expect(canContinue(desk)).toBe(false);
    await desk.continue();
    expect(model.calls).toHaveLength(1);
    expect(call.signal.aborted).toBe(false);
    await call.end();
    await generating;
  });
});
