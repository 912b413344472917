import { beforeEach, describe, expect, test } from 'vitest';
import type { FrameNo } from '../../src/grounding/index.ts';
import type { Session } from '../../src/session/index.ts';
import { createMemory } from '../../src/session/storage/memory.ts';
import type { Storage } from '../../src/session/index.ts';
import { createFakeHistory } from '../helpers/fake-history.ts';
import type { FakeHistory } from '../helpers/fake-history.ts';
import { createTestSession, fileOf, readingOf, sessionWithRun } from '../helpers/session.ts';
import type { TestSession } from '../helpers/session.ts';

const STORY = '<gdi image1>It is <gdo char1>she</gdo>.</gdi><gdi image2>And <gdo char1>she</gdo> again.</gdi>';
const SECOND = STORY.indexOf('<gdo char1>', STORY.indexOf('image2'));
const NAMES = ['1.png', '2.png'];

let storage: Storage;
let history: FakeHistory;

beforeEach(() => {
  storage = createMemory();
  history = createFakeHistory();
});

/** Resolves when a move of the browser is carried out. */
const settled = async (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

async function load(session: Session) {
  await session.loadLibrary();
  const { loaded } = session.library.getState();
  if (loaded === null) throw new Error('No library');
  return loaded;
}

/** A session with a run of two frames whose visits are recorded. */
async function visited(): Promise<TestSession & { readonly link: string }> {
  const options = { openStorage: async () => storage, history };
  const made = await sessionWithRun(STORY, { type: 'finished' }, options, NAMES);
  await load(made.session);
  await settled();
  return { ...made, link: `#s=${idOf(made.session)}&run=${readingOf(made.session).id}` };
}

const idOf = (session: Session): string => session.view.store.getState().place.sequence;
const frameOf = (session: Session): number | null => session.view.store.getState().cursor.frame;

describe('the address', () => {
  test('names the run on the page, and a frame or a mention that the user went to', async () => {
    const { session, clock, link } = await visited();
    expect(history.links()).toEqual([link]);
    session.view.show(2 as FrameNo);
    await settled();
    clock.advance(5000);
    session.view.seek(SECOND, 2 as FrameNo);
    await settled();
    expect(history.links()).toEqual([link, `${link}&frame=2`, `${link}&frame=2&at=${SECOND}`]);
  });

  test('names nothing before there is anything to keep, and the sequence from its first frame on', async () => {
    const { session } = createTestSession({ openStorage: async () => storage, history });
    await load(session);
    await settled();
    expect(history.links()).toEqual(['']);
    await session.frames.add([fileOf('1.png')]);
    await settled();
    expect(history.links()).toEqual([`#s=${idOf(session)}`]);
  });

  test('does not change when the user scrolls or the model writes', async () => {
    const { session, link, model } = await visited();
    session.view.read(2 as FrameNo);
    await settled();
    expect(history.links()).toEqual([link]);
    const again = session.regenerate();
    const call = await model.call(2);
    await call.open();
    await call.text(STORY);
    await call.end();
    await again;
    await settled();
    expect(history.links()).toEqual([link, `#s=${idOf(session)}&run=${readingOf(session).id}`]);
  });
});

describe('Back and Forward', () => {
  test('step through frames, the library and sequences', async () => {
    const { session, link } = await visited();
    const first = idOf(session);
    session.view.show(2 as FrameNo);
    await settled();
    session.showLibrary(true);
    await settled();
    session.startSequence();
    await settled();
    expect(history.links()).toEqual([link, `${link}&frame=2`, '#library', '']);
    history.go(-1);
    await settled();
    expect(session.library.getState().isShown).toBe(true);
    history.go(-1);
    await settled();
    expect(session.library.getState().isShown).toBe(false);
    expect([idOf(session), frameOf(session)]).toEqual([first, 2]);
    history.go(-1);
    await settled();
    expect(frameOf(session)).toBe(1);
    history.go(1);
    await settled();
    expect(frameOf(session)).toBe(2);
    expect(history.links()).toEqual([link, `${link}&frame=2`, '#library', '']);
  });

  test('step between the runs of a sequence', async () => {
    const { session, model, link } = await visited();
    const again = session.regenerate();
    const call = await model.call(2);
    await call.end();
    await again;
    const second = readingOf(session).id;
    await settled();
    history.go(-1);
    await settled();
    expect(link).toContain(readingOf(session).id);
    expect(readingOf(session).id).not.toBe(second);
  });

  test('frames that follow each other quickly are one step', async () => {
    const { session, clock, link } = await visited();
    for (const frame of [2, 1, 2]) {
      session.view.show(frame as FrameNo);
      // oxlint-disable-next-line no-await-in-loop -- one key after the other
      await settled();
      clock.advance(100);
    }
    expect(history.links()).toEqual([link, `${link}&frame=2`]);
  });

  test('lead from a sequence that was never kept back to the beginning', async () => {
    const { session } = createTestSession({ openStorage: async () => storage, history });
    await load(session);
    await settled();
    session.open({ name: 'one.txt', text: STORY });
    await settled();
    const opened = idOf(session);
    session.startSequence();
    await settled();
    history.go(-1);
    await settled();
    expect(idOf(session)).toBe(opened);
  });
});

describe('a link', () => {
  test('opens the run, the frame and the mention on the next visit', async () => {
    const { session, link } = await visited();
    await session.library.getState().loaded?.flush();
    history = createFakeHistory(`${link}&frame=2&at=${SECOND}`);
    const back = createTestSession({ openStorage: async () => storage, history });
    await load(back.session);
    expect(back.session.view.store.getState().cursor).toMatchObject({ frame: 2, at: SECOND });
    expect(readingOf(back.session).completion).toBe(STORY);
  });

  test('that is typed opens its place, and Back leads back', async () => {
    const { session, link } = await visited();
    const sequence = idOf(session);
    session.startSequence();
    await settled();
    history.type(`${link}&frame=2`);
    await settled();
    expect([idOf(session), frameOf(session)]).toEqual([sequence, 2]);
    history.go(-1);
    await settled();
    expect(session.page.getState().run).toBeNull();
  });

  test('to a sequence that this library does not have says so and changes nothing', async () => {
    const { session, link } = await visited();
    history.type('#s=elsewhere&run=x');
    await settled();
    const { loaded } = session.library.getState();
    expect(loaded?.store.getState().message).toMatchObject({
      kind: 'failure',
      sentence: expect.stringContaining('does not have this sequence'),
    });
    expect(link).toContain(readingOf(session).id);
    expect(history.links()).toEqual([link, '#s=elsewhere&run=x']);
  });

  test('to a sequence that was deleted says so, and opens it again after Undo', async () => {
    const { session, link } = await visited();
    const library = session.library.getState().loaded;
    await library?.remove([idOf(session)]);
    history.type(link);
    await settled();
    expect(library?.store.getState().message?.sentence).toMatch(/was deleted/);
    await library?.undoRemove();
    history.type(link);
    await settled();
    expect(link).toContain(readingOf(session).id);
    expect(library?.store.getState().message).toBeNull();
  });

  test('to a run that was deleted opens the newest run and says so', async () => {
    const { session } = await visited();
    const { loaded } = session.library.getState();
    history.type(`#s=${idOf(session)}&run=gone`);
    await settled();
    expect(readingOf(session).completion).toBe(STORY);
    expect(loaded?.store.getState().message?.sentence).toMatch(/newest run/);
  });

  test('to the place on the page names the mention that is pinned', async () => {
    const { session, link } = await visited();
    const { loaded } = session.library.getState();
    session.view.pin(['char1'], 2 as FrameNo, false, SECOND);
    expect(loaded?.addressHere()).toBe(`http://localhost/${link}&frame=2&at=${SECOND}`);
  });
});
