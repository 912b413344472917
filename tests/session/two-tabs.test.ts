import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Session } from '../../src/session/index.ts';
import { openDatabase } from '../../src/session/storage/database.ts';
import type { Channel } from '../../src/session/tabs/channel.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';
import { createFakeChannels } from '../helpers/fake-channel.ts';
import { createTestSession, fileOf, readingOf, sessionWithRun, startRun } from '../helpers/session.ts';
import { until } from '../helpers/until.ts';

// Two tabs of a page over plain http: without Web Locks, a record with a heartbeat says which tab holds a sequence.

const NO_EVENTS = { onSuperseded: () => {}, onLost: () => {} };

let channel: () => Channel;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  channel = createFakeChannels();
});

const options = () => ({ openStorage: openDatabase, channel: channel() });
const idOf = (session: Session): string => session.view.store.getState().place.sequence;
const readOnlyOf = (session: Session): string | null => session.page.getState().readOnly?.sentence ?? null;

async function load(session: Session) {
  await session.loadLibrary();
  const { loaded } = session.library.getState();
  if (loaded === null) throw new Error('No library');
  return loaded;
}

/** A tab that has a sequence with one run open. */
async function firstTab() {
  const made = await sessionWithRun('One.', { type: 'finished' }, options());
  const library = await load(made.session);
  await library.flush();
  const id = idOf(made.session);
  await until(async () => (await holderOf(id)) !== null);
  return { ...made, library, id };
}

/** A second tab, which opens a sequence. */
async function secondTab(id: string) {
  const made = createTestSession(options());
  const library = await load(made.session);
  await library.open(id);
  return { ...made, library };
}

async function holderOf(sequence: string) {
  const database = await openDatabase(NO_EVENTS);
  return database.holders?.read(sequence) ?? null;
}

/** Lets time pass in tabs, in steps that are shorter than a heartbeat. */
async function pass(seconds: number, ...clocks: readonly FakeClock[]): Promise<void> {
  for (let step = 0; step < seconds * 2; step++) {
    for (const clock of clocks) clock.advance(500);
    // oxlint-disable-next-line no-await-in-loop -- the database answers in between
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
  }
}

describe('the same sequence in a second tab', () => {
  test('can be read and not changed, and the page says so', async () => {
    const { id } = await firstTab();
    const { session, library } = await secondTab(id);
    expect(readingOf(session).completion).toBe('One.');
    expect(readOnlyOf(session)).toMatch(/open in another tab/);
    await session.frames.add([fileOf('2.png')]);
    expect(session.page.getState().frames).toHaveLength(1);
    expect(library.store.getState().message).toMatchObject({ kind: 'failure' });
    await session.generate();
    expect(session.page.getState().startFailure?.kind).toBe('read-only');
  });

  test('is renamed or deleted in neither the list of the second tab nor the database', async () => {
    const { id, library: first } = await firstTab();
    const { session, library } = await secondTab(id);
    session.startSequence();
    await library.rename(id, 'Mine');
    await library.remove([id]);
    expect(library.store.getState()).toMatchObject({ message: { kind: 'failure' }, entries: [{ id, title: null }] });
    await first.rename(id, 'Theirs');
    await expect.poll(() => library.store.getState().entries).toMatchObject([{ id, title: 'Theirs' }]);
  });

  test('follows what the first tab changes', async () => {
    const { id, session: first, clock } = await firstTab();
    const { session } = await secondTab(id);
    await first.frames.add([fileOf('2.png')]);
    await pass(2, clock);
    await expect.poll(() => session.page.getState().frames.map(({ name }) => name)).toEqual(['1.png', '2.png']);
  });

  test('can be taken over: the first tab stops its run and saves it, and can only read then', async () => {
    const { session: first, call, clock, generating } = await startRun(options());
    const library = await load(first);
    await call.open();
    await call.text('Once upon a time.');
    clock.frame();
    await library.flush();
    const id = idOf(first);
    await until(async () => (await holderOf(id)) !== null);
    const { session, library: second, clock: two } = await secondTab(id);
    await call.text(' The end.');
    await second.takeOver();
    await generating;
    expect(readOnlyOf(session)).toBeNull();
    expect(readingOf(session)).toMatchObject({
      completion: 'Once upon a time. The end.',
      progress: { outcome: { type: 'stopped' } },
    });
    await expect.poll(() => readOnlyOf(first)).toMatch(/open in another tab/);
    await session.frames.add([fileOf('2.png')]);
    await pass(2, two);
    await expect.poll(() => first.page.getState().frames).toHaveLength(2);
  });

  test('can be taken back', async () => {
    const { id, session: first, library } = await firstTab();
    const { session, library: second } = await secondTab(id);
    await second.takeOver();
    await expect.poll(() => readOnlyOf(first)).not.toBeNull();
    await library.takeOver();
    expect(readOnlyOf(first)).toBeNull();
    await expect.poll(() => readOnlyOf(session)).not.toBeNull();
  });

  test('can be changed when the first tab opens another one', async () => {
    const { id, session: first, clock: one } = await firstTab();
    const { session, clock: two } = await secondTab(id);
    first.startSequence();
    await expect.poll(async () => holderOf(id)).toBeNull();
    await pass(3, one, two);
    await expect.poll(() => readOnlyOf(session)).toBeNull();
  });

  test('can be changed when the first tab has crashed: its heartbeat stops and it does not answer', async () => {
    const { id } = await firstTab();
    // No message of this tab ever arrives anywhere, and its clock stands still.
    channel = createFakeChannels();
    const { session, clock } = await secondTab(id);
    expect(readOnlyOf(session)).not.toBeNull();
    await pass(8, clock);
    await expect.poll(() => readOnlyOf(session)).toBeNull();
  });

  test('stays with a first tab whose heartbeat is late as long as it answers', async () => {
    const { id } = await firstTab();
    const { session, clock } = await secondTab(id);
    await pass(8, clock);
    expect(readOnlyOf(session)).not.toBeNull();
  });

  test('is not overwritten by a first tab that stood still meanwhile', async () => {
    const { id, session: first, library, clock: one } = await firstTab();
    const others = createFakeChannels();
    const second = createTestSession({ openStorage: openDatabase, channel: others() });
    const secondLibrary = await load(second.session);
    await secondLibrary.open(id);
    await pass(8, second.clock);
    await expect.poll(() => readOnlyOf(second.session)).toBeNull();
    await secondLibrary.rename(id, 'Newer');
    // Its heartbeat goes on.
    await pass(20, second.clock);
    await first.frames.add([fileOf('2.png')]);
    await library.flush();
    await pass(1, one);
    const database = await openDatabase(NO_EVENTS);
    const stored = await database.read(id);
    expect(stored?.sequence).toMatchObject({ title: 'Newer', frames: [{ name: '1.png' }] });
    await expect.poll(() => readOnlyOf(first)).toMatch(/open in another tab/);
  });
});

test('on return, Welcome opens if another tab holds the sequence that was open last, and names it', async () => {
  const { id } = await firstTab();
  const { session } = createTestSession(options());
  const library = await load(session);
  expect(session.page.getState().run).toBeNull();
  expect(library.tabs.getState().last).toBe(id);
});

test('the list of every tab has a new sequence of another', async () => {
  const { session: first } = await firstTab();
  const { session } = createTestSession(options());
  const library = await load(session);
  first.startSequence();
  await first.frames.add([fileOf('2.png')]);
  await expect.poll(() => library.store.getState().entries).toHaveLength(2);
});
