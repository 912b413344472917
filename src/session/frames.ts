import type { StoreApi } from 'zustand/vanilla';
import { sentSize } from '../inference/index.ts';
import type { PatchSide, PictureResult } from '../inference/index.ts';
import { nextId } from './ids.ts';
import type { Frame, FileFailure, SessionState } from './types.ts';

export type ReadPicture = (file: Blob, name: string, scale?: Scale) => Promise<PictureResult>;

type Scale = { readonly maxPixels: number; readonly patchSide: PatchSide };

export interface Frames {
  /** Reads files one after the other and adds each picture behind the last frame. */
  readonly add: (files: readonly File[]) => Promise<void>;
  readonly remove: (id: string) => void;
  /** Resolves when all files are read and all pictures have the size to send; null if they are ready already. */
  readonly ready: () => Promise<void> | null;
  /** Moves a frame; `to` is its new index. */
  readonly move: (id: string, to: number) => void;
  readonly dismissRejections: () => void;
}

const byName = new Intl.Collator(undefined, { numeric: true });

/**
 * The frames of the session. Files are read one at a time: a 50-megapixel photo takes 200 MB while it is decoded, and a
 * user may drop 200 of them.
 */
export function createFrames(store: StoreApi<SessionState>, readPicture: ReadPicture): Frames {
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  revokeUnused(store);

  store.subscribe(({ settings, demoFrames }, { settings: before, demoFrames: was }) => {
    if (!(demoFrames && !was) && settings.maxPixels === before.maxPixels && settings.patchSide === before.patchSide)
      return;
    void enqueue(resizeAll);
  });

  async function enqueue(work: () => Promise<void>): Promise<void> {
    waiting++;
    queue = queue.then(work).finally(() => {
      waiting--;
    });
    await queue;
  }

  /** Encodes again the frames whose size to send has changed. Runs keep the frames that were sent for them. */
  async function resizeAll(): Promise<void> {
    for (const { id } of store.getState().frames) {
      const { frames, settings } = store.getState();
      const frame = frames.find((other) => other.id === id);
      if (frame === undefined || isSized(frame, settings)) continue;
      // oxlint-disable-next-line no-await-in-loop -- one at a time, see above
      const read = await readPicture(frame.file, frame.name, settings);
      if (!read.ok) continue;
      const url = URL.createObjectURL(read.picture.blob);
      const resized = { ...frame, ...read.picture, url };
      store.setState((state) => ({
        frames: state.frames.map((other) => (other.id === id ? resized : other)),
      }));
      // The frame was removed in the meantime.
      if (!store.getState().frames.includes(resized)) URL.revokeObjectURL(url);
    }
  }

  async function readAll(files: readonly File[]): Promise<void> {
    for (const file of files) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time, see above
      const read = await readFrame(file, readPicture, store.getState().settings);
      store.setState((state) => ({
        // The user's first picture replaces the demo's frames.
        ...('frame' in read && {
          frames: [...(state.demoFrames ? [] : state.frames), read.frame],
          demoFrames: false,
        }),
        fileFailures: 'frame' in read ? state.fileFailures : [...state.fileFailures, read.rejection],
        adding: nextAdding(state.adding),
      }));
    }
  }

  return {
    async add(files) {
      if (files.length === 0) return;
      // A file dialog returns files in any order. The numeric order puts frame-2 before frame-10.
      const sorted = files.toSorted((a, b) => byName.compare(a.name, b.name));
      store.setState((state) => ({
        adding: {
          done: state.adding?.done ?? 0,
          total: (state.adding?.total ?? 0) + sorted.length,
        },
        fileFailures: state.adding === null ? [] : state.fileFailures,
        startFailure: null,
      }));
      await enqueue(async () => readAll(sorted));
    },
    remove(id) {
      store.setState((state) => ({ frames: state.frames.filter((frame) => frame.id !== id) }));
    },
    ready: () => (waiting === 0 ? null : queue),
    move(id, to) {
      store.setState((state) => {
        const frame = state.frames.find((f) => f.id === id);
        if (!frame) return state;
        return { frames: state.frames.filter((f) => f.id !== id).toSpliced(to, 0, frame) };
      });
    },
    dismissRejections() {
      store.setState({ fileFailures: [] });
    },
  };
}

function nextAdding(adding: SessionState['adding']): SessionState['adding'] {
  if (adding === null || adding.done + 1 >= adding.total) return null;
  return { done: adding.done + 1, total: adding.total };
}

/** Makes a frame from a file, or returns why the file cannot be used. */
export async function readFrame(
  file: File,
  readPicture: ReadPicture,
  scale?: Scale,
): Promise<{ readonly frame: Frame } | { readonly rejection: FileFailure }> {
  const result = await readPicture(file, file.name, scale);
  if (!result.ok) return { rejection: { name: file.name, sentence: result.sentence } };
  const { picture } = result;
  return {
    frame: {
      ...picture,
      file,
      id: nextId('frame'),
      name: file.name,
      url: URL.createObjectURL(picture.blob),
    },
  };
}

function isSized(frame: Frame, { maxPixels, patchSide }: Scale): boolean {
  const size = sentSize(frame.originalWidth, frame.originalHeight, maxPixels, patchSide);
  return size.ok && size.width === frame.width && size.height === frame.height;
}

const NONE: readonly Frame[] = [];

/** Every list of frames that is shown or can be shown again. */
function listsOf({ frames, run, previous }: SessionState): readonly (readonly Frame[])[] {
  return [frames, run?.frames ?? NONE, previous?.frames ?? NONE];
}

/** Revokes a frame's URL when no run and no list shows the frame any more: each URL keeps up to 1 MB in memory. */
function revokeUnused(store: StoreApi<SessionState>): void {
  store.subscribe((state, before) => {
    const [shown, shownBefore] = [listsOf(state), listsOf(before)];
    if (shown.every((list, i) => list === shownBefore[i])) return;
    const used = new Set(shown.flat().map((frame) => frame.url));
    for (const frame of new Set(shownBefore.flat())) if (!used.has(frame.url)) URL.revokeObjectURL(frame.url);
  });
}
