import { describe, expect, test } from 'vitest';
import type { Desk, Run, Sequence } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { createTestDesk, deskWithRun, fileOf, previousOf, readingOf } from '../helpers/desk.ts';
import { requestAgain } from './scripted-run.ts';

const runs = ({ records }: Desk): readonly Run[] => Object.values(records.getState().runs);
const sequences = ({ records }: Desk): readonly Sequence[] => Object.values(records.getState().sequences);
const place = ({ view }: Desk) => view.store.getState().place;
const shownRun = (desk: Desk): Run => {
  const run = desk.records.getState().runs[place(desk).run ?? ''];
  if (run === undefined) throw new Error('There is no run');
  return run;
};

describe('the runs of a sequence', () => {
  test('are kept in the order in which they were requested, each with its own completion', async () => {
    const made = await deskWithRun('First.');
    await requestAgain(made, 'regenerate', 'Second.');
    await requestAgain(made, 'generate', 'Third.');
    const { desk } = made;
    const [sequence] = sequences(desk);
    expect(sequence?.runs.map((id) => desk.records.getState().runs[id]?.completion)).toEqual([
      'First.',
      'Second.',
      'Third.',
    ]);
    expect(place(desk).run).toBe(sequence?.runs[2]);
  });

  test('include an opened output, which follows the frames of the sequence', async () => {
    const { desk } = await deskWithRun('First.');
    desk.open({ name: 'a.txt', text: harbour });
    expect(shownRun(desk)).toMatchObject({ source: 'imported', title: 'a.txt', frames: null, segments: [] });
    expect(readingOf(desk).frames).toBe(desk.session.getState().frames);
    await desk.frames.add([fileOf('2.png')]);
    expect(readingOf(desk).frames.map(({ name }) => name)).toEqual(['1.png', '2.png']);
  });

  test('can be shown in any order, each at its first frame', async () => {
    const made = await deskWithRun('<gdi image2>First.</gdi>');
    await requestAgain(made, 'regenerate', '<gdi image3>Second.</gdi>');
    const { desk } = made;
    const [first, second] = runs(desk);
    desk.showRun(first!.id);
    expect(readingOf(desk).completion).toBe('<gdi image2>First.</gdi>');
    expect(desk.view.store.getState().cursor.frame).toBe(2);
    desk.showRun(second!.id);
    expect(desk.view.store.getState().cursor.frame).toBe(3);
  });

  test('without text are deleted once another run is shown', async () => {
    const made = await deskWithRun('First.');
    await requestAgain(made, 'generate', '');
    expect(runs(made.desk)).toHaveLength(2);
    made.desk.showPrevious();
    expect(runs(made.desk).map(({ completion }) => completion)).toEqual(['First.']);
    expect(sequences(made.desk)[0]?.runs).toHaveLength(1);
  });

  test('stay as they were sent while the frames of the sequence change', async () => {
    const { desk } = await deskWithRun('First.', { type: 'finished' }, {}, ['1.png', '2.png']);
    desk.frames.remove(desk.session.getState().frames[0]!.id);
    expect(readingOf(desk).frames.map(({ name }) => name)).toEqual(['1.png', '2.png']);
    expect(desk.session.getState().frames.map(({ name }) => name)).toEqual(['2.png']);
  });
});

describe('the segments of a run', () => {
  test('are one for each request, with what was asked, and when and how it ended', async () => {
    const made = await deskWithRun('One sentence. Half a', { type: 'stopped' });
    const before = shownRun(made.desk);
    await requestAgain(made, 'continue', ' Another.');
    const { segments, completion } = shownRun(made.desk);
    expect(completion).toBe('One sentence. Another.');
    expect(segments[0]).toBe(before.segments[0]);
    expect(segments).toMatchObject([
      { from: 0, dropped: '', outcome: { type: 'stopped' }, request: { model: expect.any(String) } },
      { from: 'One sentence.'.length, dropped: ' Half a', outcome: { type: 'finished' } },
    ]);
    expect(segments[1]?.startedAt).toBeGreaterThanOrEqual(segments[0]?.startedAt ?? Infinity);
    expect(readingOf(made.desk).progress?.seams).toMatchObject([{ at: 13, dropped: ' Half a' }]);
  });

  test('have no seam where a continuation brought no text, even after a later one that did', async () => {
    const made = await deskWithRun('One sentence. Half a', { type: 'stopped' });
    await requestAgain(made, 'continue', '', { type: 'stopped' });
    expect(shownRun(made.desk)).toMatchObject({
      completion: 'One sentence. Half a',
      segments: [{}, { from: 20, dropped: '', took: 0 }],
    });
    expect(readingOf(made.desk).progress?.seams).toEqual([]);
    await requestAgain(made, 'continue', ' Another.');
    expect(shownRun(made.desk).segments).toHaveLength(3);
    expect(readingOf(made.desk).progress?.seams).toMatchObject([{ at: 13, dropped: ' Half a' }]);
  });

  test('of a new story with the old thinking begin after the thinking, in a run of its own', async () => {
    const made = await deskWithRun(harbour);
    const before = shownRun(made.desk);
    await requestAgain(made, 'regenerateStory', 'New.');
    const run = shownRun(made.desk);
    expect(run.parent).toBe(before.id);
    expect(run.segments).toHaveLength(1);
    expect(run.completion.slice(run.segments[0]?.from)).toBe('New.');
  });
});

describe('sequences', () => {
  test('change with the demo, and switching back brings the frames and the last run', async () => {
    const made = await deskWithRun('Mine.');
    const { desk, model } = made;
    const own = place(desk).sequence;
    const playing = desk.playDemo();
    const call = await model.call(2);
    await call.text('The demo.');
    await call.end();
    await playing;
    expect(sequences(desk)).toHaveLength(2);
    expect(desk.session.getState().frames.map(({ name }) => name)).toEqual(['demo-1.png', 'demo-2.png']);
    desk.showSequence(own);
    expect(desk.session.getState()).toMatchObject({ demoFrames: false, run: { completion: 'Mine.' } });
    expect(desk.session.getState().frames.map(({ name }) => name)).toEqual(['1.png']);
    expect(previousOf(desk)?.completion).toBe('The demo.');
    desk.showPrevious();
    expect(desk.session.getState()).toMatchObject({ demoFrames: true, run: { completion: 'The demo.' } });
  });

  test('without frames and runs are deleted once another is shown', async () => {
    const { desk, model } = createTestDesk();
    expect(sequences(desk)).toHaveLength(1);
    const playing = desk.playDemo();
    await (await model.call(1)).end();
    await playing;
    expect(sequences(desk)).toMatchObject([{ demo: true, title: 'A short one' }]);
  });

  test('in which only the demo was played are deleted once the demo is played again', async () => {
    const { desk, model } = createTestDesk();
    for (const number of [1, 2]) {
      const playing = desk.playDemo();
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const call = await model.call(number);
      // oxlint-disable-next-line no-await-in-loop
      await call.text('The demo.');
      // oxlint-disable-next-line no-await-in-loop
      await call.end();
      // oxlint-disable-next-line no-await-in-loop
      await playing;
    }
    expect(sequences(desk)).toHaveLength(1);
    expect(runs(desk)).toHaveLength(1);
    expect(desk.session.getState().previous).toBeNull();
  });

  test('have the time of their last change', async () => {
    const { desk, clock } = createTestDesk();
    await desk.frames.add([fileOf('1.png')]);
    const before = sequences(desk)[0]!;
    clock.advance(5000);
    await desk.frames.add([fileOf('2.png')]);
    const after = sequences(desk)[0]!;
    expect(after.createdAt).toBe(before.createdAt);
    expect(after.updatedAt - before.updatedAt).toBe(5000);
  });
});
