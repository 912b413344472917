import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import type { Desk } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingOf, startRun, toldDesk } from '../helpers/desk.ts';
import { createScriptedModel } from '../helpers/scripted-model.ts';
import { tellAgain, thinking } from './scripted-run.ts';

describe('what lay on the desk before', () => {
  const swap = (desk: Desk): unknown[] => {
    desk.showPrevious();
    const { reading, previous } = desk.session.getState();
    return [reading, previous];
  };

  test('and what lies there now change places, any number of times', async () => {
    const made = await toldDesk(harbour);
    const { desk } = made;
    const first = readingOf(desk);
    await tellAgain(made, 'generate', '<gdi image2>Another.</gdi>');
    const second = readingOf(desk);
    expect(swap(desk)).toEqual([first, second]);
    expect(desk.view.store.getState().frame).toBe(1);
    expect(swap(desk)).toEqual([second, first]);
    expect(desk.view.store.getState().frame).toBe(2);
    expect(swap(desk)).toEqual([first, second]);
  });

  test('is there still after two runs that brought no word', async () => {
    const made = await toldDesk(harbour);
    const first = readingOf(made.desk);
    await tellAgain(made, 'generate', '');
    await tellAgain(made, 'generate', '');
    expect(made.desk.session.getState().previous).toBe(first);
    made.desk.showPrevious();
    expect(readingOf(made.desk)).toBe(first);
  });

  test('is what was opened, too', async () => {
    const made = await toldDesk(harbour);
    const first = readingOf(made.desk);
    made.desk.open([{ name: 'a', text: 'Other words.' }]);
    expect(made.desk.session.getState().previous).toBe(first);
    await tellAgain(made, 'generate', 'New.');
    expect(made.desk.session.getState().previous).toMatchObject({ source: 'opened', completion: 'Other words.' });
  });

  test('is come back to from a run that goes on, which ends with what it had', async () => {
    const made = await toldDesk(harbour);
    const { desk, clock, model } = made;
    const first = readingOf(desk);
    const again = desk.generate();
    const call = await model.call(2);
    await call.text('Half a ');
    clock.frame();
    await call.text('sentence');
    desk.showPrevious();
    expect(call.signal.aborted).toBe(true);
    expect(readingOf(desk)).toBe(first);
    expect(desk.session.getState().previous).toMatchObject({
      completion: 'Half a sentence',
      run: { status: 'ended', outcome: { type: 'stopped' } },
    });
    await again;
    expect(readingOf(desk)).toBe(first);
  });

  test('can be told again as well', async () => {
    const made = await toldDesk(harbour);
    await tellAgain(made, 'generate', 'Second.');
    made.desk.showPrevious();
    await tellAgain(made, 'regenerateStory', 'Third.');
    expect(readingOf(made.desk).completion).toBe(`${thinking}Third.`);
    expect(made.desk.session.getState().previous?.completion).toBe(harbour);
  });

  test('is what a run had that a second Generate ended, to the last word', async () => {
    const model = createScriptedModel({ deaf: true });
    const { desk, clock, call, generating } = await startRun({ model });
    await call.text('<gdi image1>The first');
    clock.frame();
    await call.text(' heroine');
    const again = desk.generate();
    const { previous } = desk.session.getState();
    expect(previous).toMatchObject({
      completion: '<gdi image1>The first heroine',
      doc: parseAll('<gdi image1>The first heroine'),
      run: { status: 'ended', outcome: { type: 'stopped' } },
    });
    const second = await model.call(2);
    await call.text(' comes late');
    await call.end();
    await generating;
    expect(desk.session.getState().previous).toBe(previous);
    await second.end();
    await again;
    desk.showPrevious();
    expect(readingOf(desk)).toBe(previous);
  });
});
