import type { StoreApi } from 'zustand/vanilla';
import type { PictureResult } from '../inference/index.ts';
import { nextId } from './ids.ts';
import type { Frame, Rejection, SessionState } from './types.ts';

export type ReadPicture = (file: Blob, name: string) => Promise<PictureResult>;

export interface Frames {
  /** Reads files in, one after the other, and adds those that are pictures behind the frames that are there. */
  readonly add: (files: readonly File[]) => Promise<void>;
  readonly remove: (id: string) => void;
  readonly clear: () => void;
  /** Puts a frame at another place; `to` is its index afterwards. */
  readonly move: (id: string, to: number) => void;
  readonly dismissRejections: () => void;
}

const byName = new Intl.Collator(undefined, { numeric: true });

/**
 * The frames of the session. Files are read one at a time: a 50-megapixel photo takes 200 MB while it is decoded, and
 * a person may drop 200 of them.
 */
export function createFrames(store: StoreApi<SessionState>, readPicture: ReadPicture): Frames {
  let queue: Promise<void> = Promise.resolve();
  revokeUnused(store);

  async function readAll(files: readonly File[]): Promise<void> {
    for (const file of files) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time, see above
      const read = await readFrame(file, readPicture);
      store.setState((state) => ({
        // The user's first picture takes the place of the demo's.
        ...('frame' in read && { frames: [...(state.demoFrames ? [] : state.frames), read.frame], demoFrames: false }),
        rejections: 'frame' in read ? state.rejections : [...state.rejections, read.rejection],
        adding: nextAdding(state.adding),
      }));
    }
  }

  return {
    async add(files) {
      if (files.length === 0) return;
      // A file dialog hands files over in any order; frame-2 comes before frame-10.
      const sorted = files.toSorted((a, b) => byName.compare(a.name, b.name));
      store.setState((state) => ({
        adding: { done: state.adding?.done ?? 0, total: (state.adding?.total ?? 0) + sorted.length },
        rejections: state.adding === null ? [] : state.rejections,
        problem: null,
      }));
      queue = queue.then(async () => readAll(sorted));
      await queue;
    },
    remove(id) {
      store.setState((state) => ({ frames: state.frames.filter((frame) => frame.id !== id) }));
    },
    clear() {
      store.setState({ frames: [], demoFrames: false });
    },
    move(id, to) {
      store.setState((state) => {
        const frame = state.frames.find((f) => f.id === id);
        if (!frame) return state;
        return { frames: state.frames.filter((f) => f.id !== id).toSpliced(to, 0, frame) };
      });
    },
    dismissRejections() {
      store.setState({ rejections: [] });
    },
  };
}

function nextAdding(adding: SessionState['adding']): SessionState['adding'] {
  if (adding === null || adding.done + 1 >= adding.total) return null;
  return { done: adding.done + 1, total: adding.total };
}

/** Makes a frame of a file, or says why it is none. */
export async function readFrame(
  file: File,
  readPicture: ReadPicture,
): Promise<{ readonly frame: Frame } | { readonly rejection: Rejection }> {
  const result = await readPicture(file, file.name);
  if (!result.ok) return { rejection: { name: file.name, sentence: result.sentence } };
  const { picture } = result;
  return { frame: { ...picture, id: nextId('frame'), name: file.name, url: URL.createObjectURL(picture.blob) } };
}

const NONE: readonly Frame[] = [];

/** Every list of frames that is shown, or can be again. */
function listsOf({ frames, reading, before }: SessionState): readonly (readonly Frame[])[] {
  return [frames, reading?.frames ?? NONE, before?.frames ?? NONE];
}

/** Revokes a frame's URL as soon as neither the tray nor the desk shows it: each holds a picture of up to 1 MB. */
function revokeUnused(store: StoreApi<SessionState>): void {
  store.subscribe((state, before) => {
    const [shown, shownBefore] = [listsOf(state), listsOf(before)];
    if (shown.every((list, i) => list === shownBefore[i])) return;
    const used = new Set(shown.flat().map((frame) => frame.url));
    for (const frame of new Set(shownBefore.flat())) if (!used.has(frame.url)) URL.revokeObjectURL(frame.url);
  });
}
