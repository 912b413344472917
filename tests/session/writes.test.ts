import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Storage } from '../../src/session/index.ts';
import { createTestSession, sessionWithRun, fileOf, readingOf, startRun } from '../helpers/session.ts';
import { controlled, full, idle, idOf, load, returning } from './controlled-storage.ts';
import { eventually, until } from '../helpers/until.ts';

// A storage whose writes hang, fail or end late.

/** A session with a saved run, and its storage. */
async function savedRun() {
  const made = controlled();
  const { session, clock } = await sessionWithRun('One.', undefined, { openStorage: async () => made.storage });
  const library = await load(session);
  await library.flush();
  return { ...made, session, clock, library, id: idOf(session) };
}

test('nothing is written before loading has ended', async () => {
  const { storage, batches } = controlled();
  const reading: (() => void)[] = [];
  const slow: Storage = {
    ...storage,
    readPlace: async () =>
      new Promise((resolve) => {
        reading.push(() => resolve(null));
      }),
  };
  const { session } = createTestSession({ openStorage: async () => slow });
  const loading = session.loadLibrary();
  await until(() => reading.length === 1);
  await session.frames.add([fileOf('1.png')]);
  await idle();
  expect(batches).toEqual([]);
  reading[0]?.();
  await loading;
  await eventually(() => expect(batches).not.toEqual([]));
});

test('while a write hangs no other begins, so that older data never replaces newer data', async () => {
  const { storage, batches, held, state, session, library, id } = await savedRun();
  state.holds = true;
  const first = library.rename(id, 'First');
  await until(() => held.length === 1);
  const { length } = batches;
  const second = library.rename(id, 'Second');
  await idle();
  expect(batches).toHaveLength(length);
  state.holds = false;
  held[0]?.();
  await Promise.all([first, second]);
  await library.flush();
  await expect(storage.read(idOf(session))).resolves.toMatchObject({ sequence: { title: 'Second' } });
});

test('a write that hangs is reported after ten seconds, and the report ends with the write', async () => {
  const { held, state, clock, library, id } = await savedRun();
  state.holds = true;
  const renaming = library.rename(id, 'First');
  await until(() => held.length === 1);
  clock.advance(9999);
  expect(library.saving.getState().problem).toBeNull();
  clock.advance(1);
  expect(library.saving.getState().problem).toMatch(/has been saving for a while and is not done/);
  held[0]?.();
  await renaming;
  expect(library.saving.getState()).toMatchObject({ problem: null, pending: false });
});

test('a deletion waits for a write that hangs, so that the write does not bring the sequence back', async () => {
  const { storage, batches, held, state, library, id } = await savedRun();
  state.holds = true;
  const renaming = library.rename(id, 'First');
  await until(() => held.length === 1);
  const { length } = batches;
  const removing = library.remove([id]);
  await idle();
  expect(batches).toHaveLength(length);
  state.holds = false;
  held[0]?.();
  await Promise.all([renaming, removing]);
  expect((await storage.read(id))?.sequence).toMatchObject({ title: 'First', deletedAt: expect.any(Number) as number });
});

test('the list of an older parser that is made again never replaces a newer title', async () => {
  const { storage, library, id } = await savedRun();
  const [entry] = await storage.readEntries();
  const old = { ...entry!, parser: 0 };
  await storage.write({
    sequences: [],
    runs: [],
    removed: [],
    entries: [old],
    texts: new Map(),
    place: null,
  });
  const refreshing = library.refresh();
  await library.rename(id, 'Newer');
  await refreshing;
  await library.flush();
  await expect(storage.readEntries()).resolves.toMatchObject([{ title: 'Newer' }]);
});

test('writes that end in any order and fail at random leave the newest data', async () => {
  const action = fc.oneof(
    fc.record({ type: fc.constant('rename' as const), to: fc.string({ minLength: 1 }) }),
    fc.record({ type: fc.constant('fail' as const), is: fc.boolean() }),
    fc.constant({ type: 'end' as const }),
    fc.constant({ type: 'second' as const }),
    fc.constant({ type: 'duplicate' as const }),
    fc.constant({ type: 'remove' as const }),
    fc.constant({ type: 'undo' as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
      const { storage, held, state, most, session, clock, library, id } = await savedRun();
      state.holds = true;
      for (const each of actions) {
        if (each.type === 'rename') void library.rename(id, each.to);
        if (each.type === 'fail') state.fails = each.is ? full : null;
        if (each.type === 'end') held.shift()?.();
        if (each.type === 'second') clock.advance(1000);
        if (each.type === 'duplicate') void library.duplicate([id]);
        if (each.type === 'remove') void library.remove([id]);
        if (each.type === 'undo') void library.undoRemove();
        // oxlint-disable-next-line no-await-in-loop -- the actions of a user come one after the other
        await idle();
      }
      [state.holds, state.fails] = [false, null];
      for (let left = 0; left < 20; left++) {
        for (const end of held.splice(0)) end();
        clock.advance(5000);
        // oxlint-disable-next-line no-await-in-loop -- a failed write is followed by another
        await idle();
      }
      await library.flush();
      expect(most()).toBe(1);
      expect(library.saving.getState()).toMatchObject({ pending: false, problem: null });
      const { sequences, runs } = session.records.getState();
      for (const { id: own, title, runs: ids, frames } of Object.values(sequences)) {
        if (ids.length + frames.length === 0) continue;
        // oxlint-disable-next-line no-await-in-loop -- one after the other is enough
        const stored = await storage.read(own);
        expect(stored?.sequence).toMatchObject({ title, deletedAt: null, runs: ids });
        expect(stored?.runs.map(({ completion }) => completion)).toEqual(ids.map((run) => runs[run]?.completion));
      }
    }),
    { numRuns: 60 },
  );
});

test('a write that fails because the storage is full is followed by a write of everything', async () => {
  const { batches, state, clock, library, id } = await savedRun();
  state.fails = full;
  await library.rename(id, 'First');
  expect(library.saving.getState().problem).toMatch(/full/);
  state.fails = null;
  clock.advance(5000);
  await eventually(() => expect(library.saving.getState()).toMatchObject({ problem: null, pending: false }));
  expect(batches.at(-1)).toMatchObject({ sequences: [{ title: 'First' }], runs: [{ completion: 'One.' }] });
});

test('a failed write of pictures never endangers a text', async () => {
  const { storage, state } = controlled();
  state.picturesFail = full;
  const { session } = await sessionWithRun('One.', { type: 'finished' }, { openStorage: async () => storage });
  const library = await load(session);
  await library.flush();
  await idle();
  await library.flush();
  await expect(storage.read(idOf(session))).resolves.toMatchObject({ runs: [{ completion: 'One.' }] });
  expect(library.saving.getState().problem).toMatch(/^The picture “1.png” could not be saved: .* full/);
  const back = await returning(storage);
  expect(readingOf(back)).toMatchObject({ completion: 'One.', frames: [{ lost: true, width: 952 }] });
});

test('closing flushes: what arrived since the last write is written, also behind a write that still runs', async () => {
  const { storage, held, state } = controlled();
  const { session, clock, call, generating } = await startRun({ openStorage: async () => storage });
  const library = await load(session);
  await library.flush();
  await call.open();
  state.holds = true;
  await call.text('Once ');
  clock.frame();
  const first = library.flush();
  await until(() => held.length === 1);
  await call.text('upon a time.');
  clock.frame();
  const closing = library.flush();
  state.holds = false;
  held[0]?.();
  await Promise.all([first, closing]);
  await expect(storage.read(idOf(session))).resolves.toMatchObject({ runs: [{ completion: 'Once upon a time.' }] });
  session.stop();
  await generating;
});

test('deleting everything forgets what is stored: the same picture is stored again when it is added again', async () => {
  const { storage, session, library } = await savedRun();
  const { picture = '' } = readingOf(session).frames[0] ?? {};
  expect((await storage.readPictures([picture])).size).toBe(1);
  await library.deleteEverything();
  expect((await storage.readPictures([picture])).size).toBe(0);
  await session.frames.add([fileOf('1.png')]);
  await library.flush();
  expect(session.page.getState().frames).toMatchObject([{ picture }]);
  await expect.poll(async () => (await storage.readPictures([picture])).size).toBe(1);
});

test('a run whose sequence is deleted while it streams comes back with its words', async () => {
  const { storage } = controlled();
  const { session, clock, call, generating } = await startRun({ openStorage: async () => storage });
  const library = await load(session);
  await call.open();
  await call.text('Once upon a time.');
  clock.frame();
  const id = idOf(session);
  await library.flush();
  await call.text(' The end.');
  clock.frame();
  await library.remove([id]);
  await generating;
  await library.flush();
  await library.undoRemove();
  await library.open(id);
  expect(readingOf(session).completion).toBe('Once upon a time. The end.');
});
