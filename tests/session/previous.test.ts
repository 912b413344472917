import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import type { Desk } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { previousOf, readingOf, startRun, deskWithRun } from '../helpers/desk.ts';
import { createScriptedModel } from '../helpers/scripted-model.ts';
import { requestAgain, thinking } from './scripted-run.ts';

describe('the previous run', () => {
  const swap = (desk: Desk): unknown[] => {
    desk.showPrevious();
    return [readingOf(desk), previousOf(desk)];
  };

  test('and the current run can be swapped any number of times', async () => {
    const made = await deskWithRun(harbour);
    const { desk } = made;
    const first = readingOf(desk);
    await requestAgain(made, 'generate', '<gdi image2>Another.</gdi>');
    const second = readingOf(desk);
    expect(swap(desk)).toEqual([first, second]);
    expect(desk.view.store.getState().cursor.frame).toBe(1);
    expect(swap(desk)).toEqual([second, first]);
    expect(desk.view.store.getState().cursor.frame).toBe(2);
    expect(swap(desk)).toEqual([first, second]);
  });

  test('stays after two runs without text', async () => {
    const made = await deskWithRun(harbour);
    const first = readingOf(made.desk);
    await requestAgain(made, 'generate', '');
    await requestAgain(made, 'generate', '');
    expect(previousOf(made.desk)).toEqual(first);
    made.desk.showPrevious();
    expect(readingOf(made.desk)).toEqual(first);
  });

  test('can be an opened output', async () => {
    const made = await deskWithRun(harbour);
    const first = readingOf(made.desk);
    made.desk.open({ name: 'a', text: 'Other words.' });
    expect(previousOf(made.desk)).toEqual(first);
    await requestAgain(made, 'generate', 'New.');
    expect(previousOf(made.desk)).toMatchObject({ source: 'imported', completion: 'Other words.' });
  });

  test('can be shown while a run is in progress, which ends and keeps its text', async () => {
    const made = await deskWithRun(harbour);
    const { desk, clock, model } = made;
    const first = readingOf(desk);
    const again = desk.generate();
    const call = await model.call(2);
    await call.text('Half a ');
    clock.frame();
    await call.text('sentence');
    desk.showPrevious();
    expect(call.signal.aborted).toBe(true);
    expect(readingOf(desk)).toEqual(first);
    expect(previousOf(desk)).toMatchObject({
      completion: 'Half a sentence',
      progress: { status: 'ended', outcome: { type: 'stopped' } },
    });
    await again;
    expect(readingOf(desk)).toEqual(first);
  });

  test('can be regenerated', async () => {
    const made = await deskWithRun(harbour);
    await requestAgain(made, 'generate', 'Second.');
    made.desk.showPrevious();
    await requestAgain(made, 'regenerateStory', 'Third.');
    expect(readingOf(made.desk).completion).toBe(`${thinking}Third.`);
    expect(previousOf(made.desk)?.completion).toBe(harbour);
  });

  test('is the run that a second Generate ended, with all its text', async () => {
    const model = createScriptedModel({ deaf: true });
    const { desk, clock, call, generating } = await startRun({ model });
    await call.text('<gdi image1>The first');
    clock.frame();
    await call.text(' heroine');
    const again = desk.generate();
    const previous = previousOf(desk);
    expect(previous).toMatchObject({
      completion: '<gdi image1>The first heroine',
      doc: parseAll('<gdi image1>The first heroine'),
      progress: { status: 'ended', outcome: { type: 'stopped' } },
    });
    const second = await model.call(2);
    await call.text(' comes late');
    await call.end();
    await generating;
    expect(previousOf(desk)).toEqual(previous);
    await second.end();
    await again;
    desk.showPrevious();
    expect(readingOf(desk)).toEqual(previous);
  });
});
