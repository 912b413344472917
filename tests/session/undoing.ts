import { expect, vi } from 'vitest';
import { createMemory } from '../../src/session/storage/memory.ts';
import type { Library, Session, Storage } from '../../src/session/index.ts';
import { createTestSession, fileOf } from '../helpers/session.ts';
import type { TestSession } from '../helpers/session.ts';
import { requestAgain } from './scripted-run.ts';

/** A session with a library, and what a test of undo needs of it. */
export interface Undoing extends TestSession {
  readonly storage: Storage;
  readonly library: Library;
  /** The ID of the sequence on the page. */
  readonly place: () => string;
  /** Undoes or redoes the last step of the sequence on the page, and returns its label. */
  readonly undo: () => Promise<string | undefined>;
  readonly redo: () => Promise<string | undefined>;
  /** The labels of the steps that can be undone, newest last. */
  readonly labels: () => readonly string[];
  /** All records that are not deleted, as text. */
  readonly snapshot: () => Promise<string>;
}

type Options = NonNullable<Parameters<typeof createTestSession>[0]>;

export async function undoing(options: Options = {}, storage: Storage = createMemory()): Promise<Undoing> {
  const made = createTestSession({ openStorage: async () => storage, ...options });
  const { session } = made;
  await session.loadLibrary();
  const library = libraryOf(session);
  const place = (): string => session.view.store.getState().place.sequence;
  return {
    ...made,
    storage,
    library,
    place,
    undo: async () => (await library.history.undo(place()))[0],
    redo: async () => (await library.history.redo(place()))[0],
    labels: () => library.history.stackOf(place()).past.map(({ label }) => label),
    async snapshot() {
      await session.frames.ready();
      // A frame is stored once its pictures are.
      await vi.waitFor(
        async () => {
          await library.flush();
          expect(library.saving.getState().pending).toBe(false);
        },
        { interval: 1 },
      );
      return textOf(storage);
    },
  };
}

/** The same with these frames and a run for each text. */
export async function undoingWith(names: readonly string[], texts: readonly string[] = []): Promise<Undoing> {
  const made = await undoing();
  await made.session.frames.add(names.map(fileOf));
  for (const text of texts) {
    // oxlint-disable-next-line no-await-in-loop -- one run after the other
    await requestAgain(made, 'generate', text);
  }
  made.clock.advance(5000);
  return made;
}

function libraryOf(session: Session): Library {
  const { loaded } = session.library.getState();
  if (loaded === null) throw new Error('No library');
  return loaded;
}

export const namesOf = ({ page }: Session): readonly string[] => page.getState().frames.map(({ name }) => name);

async function textOf(storage: Storage): Promise<string> {
  const ids = [...(await storage.sequences())].toSorted();
  const all = await Promise.all(ids.map(async (id) => storage.read(id)));
  const kept = all.flatMap((one) => (one === null || one.sequence.deletedAt !== null ? [] : [one]));
  return sorted(
    kept.map(({ sequence, runs }) => ({
      sequence,
      runs: runs.map(({ savedAt: _savedAt, ...run }) => run).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    })),
  );
}

/** JSON with the fields of each object in alphabetical order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
