import type { Library, Session, Storage } from '../../src/session/index.ts';
import { createMemory } from '../../src/session/storage/memory.ts';
import { createTestSession } from '../helpers/session.ts';

type Writes = Parameters<Storage['write']>[0];

interface Controlled {
  readonly storage: Storage;
  /** Every write that was begun. */
  readonly batches: Writes[];
  /** Each ends one write that waits. */
  readonly held: (() => void)[];
  readonly state: { holds: boolean; fails: Error | null; picturesFail: Error | null };
  /** The most writes that were in progress at the same time. */
  readonly most: () => number;
}

/** A storage in memory whose writes can be held and can fail. */
export function controlled(memory: Storage = createMemory()): Controlled {
  const batches: Writes[] = [];
  const held: (() => void)[] = [];
  const state = { holds: false, fails: null as Error | null, picturesFail: null as Error | null };
  let [open, most] = [0, 0];
  const storage: Storage = {
    ...memory,
    lasts: true,
    async write(batch) {
      batches.push(batch);
      most = Math.max(most, ++open);
      if (state.holds)
        await new Promise<void>((resolve) => {
          held.push(resolve);
        });
      open--;
      if (state.fails !== null) throw state.fails;
      await memory.write(batch);
    },
    async writePicture(picture) {
      if (state.picturesFail !== null) throw state.picturesFail;
      await memory.writePicture(picture);
    },
  };
  return { storage, batches, held, state, most: () => most };
}

export const full = new DOMException('No space', 'QuotaExceededError');

/** Loads the library of a session. */
export async function load(session: Session): Promise<Library> {
  await session.loadLibrary();
  const { loaded } = session.library.getState();
  if (loaded === null) throw new Error('No library');
  return loaded;
}

/**
 * Gives code that must not write a chance to do it: what waits for nothing but promises is done then. For what is to
 * happen, wait for that instead: see `until.ts`.
 */
export const idle = async (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

/** A new visit with the same storage. */
export async function returning(storage: Storage): Promise<Session> {
  const { session } = createTestSession({ openStorage: async () => storage });
  await load(session);
  return session;
}

/** The sequence on the page. */
export const idOf = (session: Session): string => session.view.store.getState().place.sequence;
