import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import type { Session } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { previousOf, readingOf, startRun, sessionWithRun } from '../helpers/session.ts';
import { createScriptedModel } from '../helpers/scripted-model.ts';
import { requestAgain, thinking } from './scripted-run.ts';

describe('the previous run', () => {
  const swap = (session: Session): unknown[] => {
    session.showPrevious();
    return [readingOf(session), previousOf(session)];
  };

  test('and the current run can be swapped any number of times', async () => {
    const made = await sessionWithRun(harbour);
    const { session } = made;
    const first = readingOf(session);
    await requestAgain(made, 'generate', '<gdi image2>Another.</gdi>');
    const second = readingOf(session);
    expect(swap(session)).toEqual([first, second]);
    expect(session.view.store.getState().cursor.frame).toBe(1);
    expect(swap(session)).toEqual([second, first]);
    expect(session.view.store.getState().cursor.frame).toBe(2);
    expect(swap(session)).toEqual([first, second]);
  });

  test('stays after two runs without text', async () => {
    const made = await sessionWithRun(harbour);
    const first = readingOf(made.session);
    await requestAgain(made, 'generate', '');
    await requestAgain(made, 'generate', '');
    expect(previousOf(made.session)).toEqual(first);
    made.session.showPrevious();
    expect(readingOf(made.session)).toEqual(first);
  });

  test('can be an opened output', async () => {
    const made = await sessionWithRun(harbour);
    const first = readingOf(made.session);
    made.session.open({ name: 'a', text: 'Other words.' });
    expect(previousOf(made.session)).toEqual(first);
    await requestAgain(made, 'generate', 'New.');
    expect(previousOf(made.session)).toMatchObject({ source: 'imported', completion: 'Other words.' });
  });

  test('can be shown while a run is in progress, which ends and keeps its text', async () => {
    const made = await sessionWithRun(harbour);
    const { session, clock, model } = made;
    const first = readingOf(session);
    const again = session.generate();
    const call = await model.call(2);
    await call.text('Half a ');
    clock.frame();
    await call.text('sentence');
    session.showPrevious();
    expect(call.signal.aborted).toBe(true);
    expect(readingOf(session)).toEqual(first);
    expect(previousOf(session)).toMatchObject({
      completion: 'Half a sentence',
      progress: { status: 'ended', outcome: { type: 'stopped' } },
    });
    await again;
    expect(readingOf(session)).toEqual(first);
  });

  test('can be regenerated', async () => {
    const made = await sessionWithRun(harbour);
    await requestAgain(made, 'generate', 'Second.');
    made.session.showPrevious();
    await requestAgain(made, 'regenerateStory', 'Third.');
    expect(readingOf(made.session).completion).toBe(`${thinking}Third.`);
    expect(previousOf(made.session)?.completion).toBe(harbour);
  });

  test('is the run that a second Generate ended, with all its text', async () => {
    const model = createScriptedModel({ deaf: true });
    const { session, clock, call, generating } = await startRun({ model });
    await call.text('<gdi image1>The first');
    clock.frame();
    await call.text(' heroine');
    const again = session.generate();
    const previous = previousOf(session);
    expect(previous).toMatchObject({
      completion: '<gdi image1>The first heroine',
      doc: parseAll('<gdi image1>The first heroine'),
      progress: { status: 'ended', outcome: { type: 'stopped' } },
    });
    const second = await model.call(2);
    await call.text(' comes late');
    await call.end();
    await generating;
    expect(previousOf(session)).toEqual(previous);
    await second.end();
    await again;
    session.showPrevious();
    expect(readingOf(session)).toEqual(previous);
  });
});
