import { naturalOrder } from '../grounding/base.ts';
import { sentSize } from '../inference/index.ts';
import type { PatchSide, PictureResult } from '../inference/index.ts';
import { revokeUrl } from './picture-urls.ts';
import type { Records } from './records.ts';
import { changeFrames } from './sequences.ts';
import type { Stores } from './stores.ts';
import { sha256 } from './sha256.ts';
import type { ActivityState, FileFailure, Frame } from './types.ts';

export type ReadPicture = (file: Blob, name: string, scale?: Scale) => Promise<PictureResult>;

type Scale = { readonly maxPixels: number; readonly patchSide: PatchSide };

export interface Frames {
  /** Reads files one after the other and adds each picture after the last frame. */
  readonly add: (files: readonly File[], order?: 'natural' | 'as given') => Promise<void>;
  /** Reports files that were not added. */
  readonly reject: (failures: readonly FileFailure[]) => void;
  readonly remove: (id: string) => void;
  /** Resolves when all files are read and all pictures have the size to send; null if they are ready already. */
  readonly ready: () => Promise<void> | null;
  /** Moves a frame; `to` is its new index. */
  readonly move: (id: string, to: number) => void;
  readonly dismissRejections: () => void;
  /** Encodes the frames again that do not have the size to send, as after an undo. */
  readonly resize: () => void;
}

interface Parts {
  readonly readPicture: ReadPicture;
  readonly randomId: () => string;
  /** Starts another sequence if the frames on the page are the demo's. */
  readonly leaveDemo: () => void;
}

/**
 * The frames of the sequence on the page. Files are read one at a time: a 50-megapixel photo takes 200 MB while it is
 * decoded, and a user may drop 200 of them.
 */
export function createFrames(stores: Stores, { readPicture, randomId, leaveDemo }: Parts): Frames {
  const { records, page, activity, view, batch } = stores;
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  revokeUnused(records.store);
  const shownSequence = (): string => view.store.getState().place.sequence;

  page.subscribe(({ settings }, { settings: before }) => {
    if (settings.maxPixels !== before.maxPixels || settings.patchSide !== before.patchSide) void enqueue(resizeAll);
  });
  view.store.subscribe(({ place }, { place: before }) => {
    if (place.sequence !== before.sequence) void enqueue(resizeAll);
  });

  const framesOf = (sequence: string): readonly Frame[] => records.store.getState().sequences[sequence]?.frames ?? [];

  async function enqueue(work: () => Promise<void>): Promise<void> {
    waiting++;
    queue = queue.then(work).finally(() => {
      waiting--;
    });
    await queue;
  }

  /** Encodes the frames again whose size to send has changed. Runs keep the frames that were sent for them. */
  async function resizeAll(): Promise<void> {
    const sequence = shownSequence();
    for (const { id } of page.getState().frames) {
      // The user may have shown another sequence, with other settings.
      if (shownSequence() !== sequence) return;
      const { settings } = page.getState();
      const frame = framesOf(sequence).find((other) => other.id === id);
      if (frame === undefined || !mustResize(frame, settings)) continue;
      // oxlint-disable-next-line no-await-in-loop -- one at a time, see above
      const read = await readPicture(frame.file, frame.name, settings);
      if (!read.ok) continue;
      const { blob } = read.picture;
      // oxlint-disable-next-line no-await-in-loop -- one at a time, see above
      const sent = blob === frame.file ? frame.picture : await sha256(blob);
      const resized = { ...frame, ...read.picture, sent };
      changeFrames(
        stores,
        sequence,
        (frames) => frames.map((other) => (other.id === id ? resized : other)),
        'storylens',
      );
    }
  }

  async function readAll(files: readonly File[]): Promise<void> {
    const group = randomId();
    for (const file of files) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time, see above
      const read = await readFrame(file, readPicture, randomId, page.getState().settings);
      batch(() => {
        if ('frame' in read) {
          leaveDemo();
          changeFrames(stores, shownSequence(), (frames) => [...frames, read.frame], 'user', group);
        }
        activity.setState(({ fileFailures, adding }) => ({
          fileFailures: 'frame' in read ? fileFailures : [...fileFailures, read.rejection],
          adding: nextAdding(adding),
        }));
      });
    }
  }

  return {
    async add(files, order = 'natural') {
      if (files.length === 0) return;
      // A file dialog returns files in any order. The numeric order puts frame-2 before frame-10.
      const sorted = order === 'as given' ? files : files.toSorted((a, b) => naturalOrder(a.name, b.name));
      activity.setState((state) => ({
        adding: {
          done: state.adding?.done ?? 0,
          total: (state.adding?.total ?? 0) + sorted.length,
        },
        fileFailures: state.adding === null ? [] : state.fileFailures,
        startFailure: null,
      }));
      await enqueue(async () => readAll(sorted));
    },
    reject(failures) {
      if (failures.length > 0) activity.setState((state) => ({ fileFailures: [...state.fileFailures, ...failures] }));
    },
    remove(id) {
      changeFrames(stores, shownSequence(), (frames) => frames.filter((frame) => frame.id !== id));
    },
    ready: () => (waiting === 0 ? null : queue),
    move(id, to) {
      changeFrames(stores, shownSequence(), (frames) => {
        const frame = frames.find((other) => other.id === id);
        return frame === undefined ? frames : frames.filter((other) => other !== frame).toSpliced(to, 0, frame);
      });
    },
    dismissRejections() {
      activity.setState({ fileFailures: [] });
    },
    resize: () => void enqueue(resizeAll),
  };
}

function nextAdding(adding: ActivityState['adding']): ActivityState['adding'] {
  if (adding === null || adding.done + 1 >= adding.total) return null;
  return { done: adding.done + 1, total: adding.total };
}

/** Makes a frame from a file, or returns why the file cannot be used. */
export async function readFrame(
  file: File,
  readPicture: ReadPicture,
  randomId: () => string,
  scale?: Scale,
): Promise<{ readonly frame: Frame } | { readonly rejection: FileFailure }> {
  const result = await readPicture(file, file.name, scale);
  if (!result.ok) return { rejection: { name: file.name, sentence: result.sentence } };
  const { picture } = result;
  const hash = await sha256(file).catch(() => null);
  if (hash === null) {
    const sentence = `“${file.name}” could not be read: it may have been moved or deleted.`;
    return { rejection: { name: file.name, sentence } };
  }
  const sent = picture.blob === file ? hash : await sha256(picture.blob);
  return { frame: { ...picture, file, id: randomId(), name: file.name, picture: hash, sent } };
}

function mustResize(frame: Frame, { maxPixels, patchSide }: Scale): boolean {
  if (frame.lost) return false;
  const size = sentSize(frame.originalWidth, frame.originalHeight, maxPixels, patchSide);
  return !(size.ok && size.width === frame.width && size.height === frame.height);
}

/** Every list of frames of the records. */
function listsOf({ sequences, runs }: Records): readonly (readonly Frame[])[] {
  return [...Object.values(sequences), ...Object.values(runs)].flatMap(({ frames }) =>
    frames === null ? [] : [frames],
  );
}

/** Revokes a picture's URL when no record has the picture any more: each URL keeps up to 1 MB in memory. */
function revokeUnused(store: Stores['records']['store']): void {
  let before = listsOf(store.getState());
  store.subscribe((state) => {
    const lists = listsOf(state);
    const gone = before.filter((list) => !lists.includes(list));
    before = lists;
    if (gone.length === 0) return;
    const used = new Set(lists.flat().map(({ blob }) => blob));
    for (const { blob } of gone.flat()) if (!used.has(blob)) revokeUrl(blob);
  });
}
