import { describe, expect, test } from 'vitest';
import type { Session, Run, Sequence } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { createTestSession, sessionWithRun, fileOf, previousOf, readingOf } from '../helpers/session.ts';
import { requestAgain } from './scripted-run.ts';

const runs = ({ records }: Session): readonly Run[] => Object.values(records.getState().runs);
const sequences = ({ records }: Session): readonly Sequence[] => Object.values(records.getState().sequences);
const place = ({ view }: Session) => view.store.getState().place;
const shownRun = (session: Session): Run => {
  const run = session.records.getState().runs[place(session).run ?? ''];
  if (run === undefined) throw new Error('There is no run');
  return run;
};

describe('the runs of a sequence', () => {
  test('are kept in the order in which they were requested, each with its own completion', async () => {
    const made = await sessionWithRun('First.');
    await requestAgain(made, 'regenerate', 'Second.');
    await requestAgain(made, 'generate', 'Third.');
    const { session } = made;
    const [sequence] = sequences(session);
    expect(sequence?.runs.map((id) => session.records.getState().runs[id]?.completion)).toEqual([
      'First.',
      'Second.',
      'Third.',
    ]);
    expect(place(session).run).toBe(sequence?.runs[2]);
  });

  test('include an opened output, which follows the frames of the sequence', async () => {
    const { session } = await sessionWithRun('First.');
    session.open({ name: 'a.txt', text: harbour });
    expect(shownRun(session)).toMatchObject({ source: 'imported', title: 'a.txt', frames: null, segments: [] });
    expect(readingOf(session).frames).toBe(session.page.getState().frames);
    await session.frames.add([fileOf('2.png')]);
    expect(readingOf(session).frames.map(({ name }) => name)).toEqual(['1.png', '2.png']);
  });

  test('can be shown in any order, each at its first frame', async () => {
    const made = await sessionWithRun('<gdi image2>First.</gdi>');
    await requestAgain(made, 'regenerate', '<gdi image3>Second.</gdi>');
    const { session } = made;
    const [first, second] = runs(session);
    session.showRun(first!.id);
    expect(readingOf(session).completion).toBe('<gdi image2>First.</gdi>');
    expect(session.view.store.getState().cursor.frame).toBe(2);
    session.showRun(second!.id);
    expect(session.view.store.getState().cursor.frame).toBe(3);
  });

  test('without text are deleted once another run is shown', async () => {
    const made = await sessionWithRun('First.');
    await requestAgain(made, 'generate', '');
    expect(runs(made.session)).toHaveLength(2);
    made.session.showPrevious();
    expect(runs(made.session).map(({ completion }) => completion)).toEqual(['First.']);
    expect(sequences(made.session)[0]?.runs).toHaveLength(1);
  });

  test('stay as they were sent while the frames of the sequence change', async () => {
    const { session } = await sessionWithRun('First.', { type: 'finished' }, {}, ['1.png', '2.png']);
    session.frames.remove(session.page.getState().frames[0]!.id);
    expect(readingOf(session).frames.map(({ name }) => name)).toEqual(['1.png', '2.png']);
    expect(session.page.getState().frames.map(({ name }) => name)).toEqual(['2.png']);
  });
});

describe('the segments of a run', () => {
  test('are one for each request, with what was asked, and when and how it ended', async () => {
    const made = await sessionWithRun('One sentence. Half a', { type: 'stopped' });
    const before = shownRun(made.session);
    await requestAgain(made, 'continue', ' Another.');
    const { segments, completion } = shownRun(made.session);
    expect(completion).toBe('One sentence. Another.');
    expect(segments[0]).toBe(before.segments[0]);
    expect(segments).toMatchObject([
      { from: 0, dropped: '', outcome: { type: 'stopped' }, request: { model: expect.any(String) } },
      { from: 'One sentence.'.length, dropped: ' Half a', outcome: { type: 'finished' } },
    ]);
    expect(segments[1]?.startedAt).toBeGreaterThanOrEqual(segments[0]?.startedAt ?? Infinity);
    expect(readingOf(made.session).progress?.seams).toMatchObject([{ at: 13, dropped: ' Half a' }]);
  });

  test('have no seam where a continuation brought no text, even after a later one that did', async () => {
    const made = await sessionWithRun('One sentence. Half a', { type: 'stopped' });
    await requestAgain(made, 'continue', '', { type: 'stopped' });
    expect(shownRun(made.session)).toMatchObject({
      completion: 'One sentence. Half a',
      segments: [{}, { from: 20, dropped: '', took: 0 }],
    });
    expect(readingOf(made.session).progress?.seams).toEqual([]);
    await requestAgain(made, 'continue', ' Another.');
    expect(shownRun(made.session).segments).toHaveLength(3);
    expect(readingOf(made.session).progress?.seams).toMatchObject([{ at: 13, dropped: ' Half a' }]);
  });

  test('of a new story with the old thinking begin after the thinking, in a run of its own', async () => {
    const made = await sessionWithRun(harbour);
    const before = shownRun(made.session);
    await requestAgain(made, 'regenerateStory', 'New.');
    const run = shownRun(made.session);
    expect(run.parent).toBe(before.id);
    expect(run.segments).toHaveLength(1);
    expect(run.completion.slice(run.segments[0]?.from)).toBe('New.');
  });
});

describe('sequences', () => {
  test('change with the demo, and switching back brings the frames and the last run', async () => {
    const made = await sessionWithRun('Mine.');
    const { session, model } = made;
    const own = place(session).sequence;
    const playing = session.playDemo();
    const call = await model.call(2);
    await call.text('The demo.');
    await call.end();
    await playing;
    expect(sequences(session)).toHaveLength(2);
    expect(session.page.getState().frames.map(({ name }) => name)).toEqual(['demo-1.png', 'demo-2.png']);
    session.showSequence(own);
    expect(session.page.getState()).toMatchObject({ demoFrames: false, run: { completion: 'Mine.' } });
    expect(session.page.getState().frames.map(({ name }) => name)).toEqual(['1.png']);
    expect(previousOf(session)?.completion).toBe('The demo.');
    session.showPrevious();
    expect(session.page.getState()).toMatchObject({ demoFrames: true, run: { completion: 'The demo.' } });
  });

  test('without frames and runs are deleted once another is shown', async () => {
    const { session, model } = createTestSession();
    expect(sequences(session)).toHaveLength(1);
    const playing = session.playDemo();
    await (await model.call(1)).end();
    await playing;
    expect(sequences(session)).toMatchObject([{ demo: true, title: 'A short one' }]);
  });

  test('in which only the demo was played are deleted once the demo is played again', async () => {
    const { session, model } = createTestSession();
    for (const number of [1, 2]) {
      const playing = session.playDemo();
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const call = await model.call(number);
      // oxlint-disable-next-line no-await-in-loop
      await call.text('The demo.');
      // oxlint-disable-next-line no-await-in-loop
      await call.end();
      // oxlint-disable-next-line no-await-in-loop
      await playing;
    }
    expect(sequences(session)).toHaveLength(1);
    expect(runs(session)).toHaveLength(1);
    expect(session.page.getState().previous).toBeNull();
  });

  test('have the time of their last change', async () => {
    const { session, clock } = createTestSession();
    await session.frames.add([fileOf('1.png')]);
    const before = sequences(session)[0]!;
    clock.advance(5000);
    await session.frames.add([fileOf('2.png')]);
    const after = sequences(session)[0]!;
    expect(after.createdAt).toBe(before.createdAt);
    expect(after.updatedAt - before.updatedAt).toBe(5000);
  });
});
