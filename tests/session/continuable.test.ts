import { describe, expect, test } from 'vitest';
import { parseAll, continuationStart } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { createTestDesk, readingOf, runOf, startRun, toldDesk } from '../helpers/desk.ts';
import type { TestDesk } from '../helpers/desk.ts';
import { createScriptedModel } from '../helpers/scripted-model.ts';
import { BROKEN, canContinue, failure, tellAgain, upTo } from './scripted-run.ts';

describe('a continuation that brings nothing', () => {
  const text = upTo('lost sight of');

  test.each(BROKEN.map((outcome) => [outcome.type, outcome] as const))(
    'as it was %s, puts back what was cut away for it',
    async (_, outcome) => {
      const made = await toldDesk(text, { type: 'length' });
      const { thoughtFor } = runOf(made.desk);
      await tellAgain(made, 'continue', '', outcome);
      const { completion, doc } = readingOf(made.desk);
      expect(completion).toBe(text);
      expect(doc).toEqual(parseAll(text));
      expect(runOf(made.desk)).toMatchObject({ status: 'ended', outcome, seams: [], thoughtFor });
      expect(canContinue(made.desk)).toBe(true);
    },
  );

  test('has told no word: what is put back did not come with it', async () => {
    const made = await toldDesk(text, { type: 'length' });
    await tellAgain(made, 'continue', '', { type: 'stopped' });
    expect(runOf(made.desk)).toMatchObject({ firstTextAt: null, tokens: 0 });
  });

  test('keeps the seams that were there before', async () => {
    const made = await toldDesk(text, { type: 'length' });
    await tellAgain(made, 'continue', 'He was gone. And', { type: 'length' });
    const { seams } = runOf(made.desk);
    const { completion } = readingOf(made.desk);
    await tellAgain(made, 'continue', '', { type: 'failed', failure });
    expect(runOf(made.desk).seams).toEqual(seams);
    expect(seams).toHaveLength(1);
    expect(readingOf(made.desk).completion).toBe(completion);
  });

  test('can be continued, and then goes on from the same place', async () => {
    const made = await toldDesk(text, { type: 'length' });
    await tellAgain(made, 'continue', '', { type: 'failed', failure });
    await tellAgain(made, 'continue', harbour.slice(continuationStart(text)));
    expect(made.model.calls[2]?.request.kept).toBe(made.model.calls[1]?.request.kept);
    expect(readingOf(made.desk).completion).toBe(harbour);
    expect(runOf(made.desk).seams).toHaveLength(1);
  });

  test('since something else was begun leaves the whole behind', async () => {
    const model = createScriptedModel({ deaf: true });
    const { desk } = await toldDesk(text, { type: 'length' }, { model });
    void desk.continue();
    await model.call(2);
    desk.open([{ name: 'a', text: 'Other words.' }]);
    expect(desk.session.getState().previous).toMatchObject({ completion: text, run: { outcome: { type: 'stopped' } } });
  });
});

describe('an answer', () => {
  test.each(BROKEN.map((outcome) => [outcome.type, outcome] as const))(
    'that was %s can be continued where anything is whole',
    async (_, outcome) => {
      expect(canContinue((await toldDesk('Once. And', outcome)).desk)).toBe(true);
      expect(canContinue((await toldDesk('Once upon', outcome)).desk)).toBe(false);
    },
  );

  const others: [string, () => Promise<TestDesk>][] = [
    ['that is finished', async () => toldDesk(harbour)],
    ['of which nothing is whole', async () => toldDesk('Once upon', { type: 'length' })],
    [
      'that was opened',
      async () => {
        const made = createTestDesk();
        made.desk.open([{ name: 'a', text: upTo('lost sight of') }]);
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
    ['that is not there', async () => createTestDesk()],
  ];
  test.each(others)('%s is not continued', async (_, make) => {
    const { desk, model } = await make();
    expect(canContinue(desk)).toBe(false);
    const { reading } = desk.session.getState();
    const calls = model.calls.length;
    const going = desk.continue();
    // What would be asked would be asked by now.
    await Promise.race([going, model.call(calls + 1)]);
    expect(model.calls).toHaveLength(calls);
    expect(desk.session.getState().reading).toBe(reading);
  });

  test('that still arrives is not continued', async () => {
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
