import { sayCount } from '../../grounding/base.ts';
import type { Clock } from '../pacer.ts';
import type { Run, Sequence } from '../records.ts';
import type { Frame } from '../types.ts';
import { checkSpace } from './space.ts';
import type { StorageSpace } from './space.ts';
import type { Storage } from './storage.ts';
import type { Picture } from './stored.ts';

/** Stores pictures one after the other. It never keeps a text waiting. */
export interface PictureWriter {
  /** Stores the pictures of a sequence and of its runs that are not stored yet. */
  readonly add: (sequence: Pick<Sequence, 'frames'>, runs: readonly Run[]) => void;
  /** Says that these pictures are stored. */
  readonly areStored: (ids: Iterable<string>) => void;
  /** Says that no picture is stored any more. */
  readonly startOver: () => void;
  /** Whether the pictures of a frame are stored, or could not be stored. */
  readonly isSettled: (frame: Frame) => boolean;
  readonly isDone: () => boolean;
  /** Which pictures could not be stored, as a sentence; null if there are none. */
  readonly problem: () => string | null;
}

/** How long to wait until the pictures that could not be stored are tried again. */
const RETRY_MS = 30_000;

interface Parts {
  readonly storage: Pick<Storage, 'writePicture'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly space: StorageSpace | null;
  readonly epoch: () => number;
}

/** `onSettled` is called whenever a picture was stored or could not be stored. */
export function createPictureWriter({ storage, clock, space, epoch }: Parts, onSettled: () => void): PictureWriter {
  const stored = new Set<string>();
  const pending = new Map<string, Picture>();
  const failed = new Map<string, Picture & { readonly isFull: boolean }>();
  let isWriting = false;

  async function writeAll(): Promise<void> {
    if (isWriting) return;
    isWriting = true;
    for (const [id, one] of pending) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time: each may have 20 MB
      const error = await write(one).then(
        () => null,
        (problem: unknown) => ({ isFull: problem instanceof Error && problem.name === 'QuotaExceededError' }),
      );
      // Everything may have been deleted meanwhile.
      if (pending.get(id) !== one) continue;
      pending.delete(id);
      if (error === null) stored.add(id);
      else {
        if (failed.size === 0) clock.after(RETRY_MS, retry);
        failed.set(id, { ...one, ...error });
      }
      onSettled();
    }
    isWriting = false;
  }

  async function write(picture: Picture): Promise<void> {
    await checkSpace(space, picture.blob.size);
    await storage.writePicture(picture);
  }

  function retry(): void {
    for (const [id, one] of failed) pending.set(id, one);
    failed.clear();
    void writeAll();
  }

  function need(id: string, content: Omit<Picture, 'id' | 'type' | 'addedAt'>): void {
    if (stored.has(id) || pending.has(id) || failed.has(id)) return;
    const { type } = content.blob;
    // A file is stored as its bytes, without its name and date.
    const blob = content.blob.slice(0, content.blob.size, type);
    pending.set(id, { ...content, id, type, blob, addedAt: epoch() });
  }

  return {
    add({ frames }, runs) {
      for (const frame of new Set([...frames, ...runs.flatMap((run) => run.frames ?? [])])) {
        const { name, picture, sent, file, blob, width, height, originalWidth, originalHeight, lost } = frame;
        if (lost) continue;
        need(picture, { name, blob: file, width: originalWidth, height: originalHeight });
        need(sent, { name, blob, width, height });
      }
      if (pending.size > 0) void writeAll();
    },
    areStored(ids) {
      for (const id of ids) stored.add(id);
    },
    startOver() {
      for (const each of [stored, pending, failed]) each.clear();
    },
    isSettled: ({ picture, sent, lost }) =>
      lost === true || [picture, sent].every((id) => stored.has(id) || failed.has(id)),
    isDone: () => pending.size + failed.size === 0,
    problem() {
      if (failed.size === 0) return null;
      const names = new Set([...failed.values()].map(({ name }) => name));
      const [first = ''] = names;
      const what = names.size > 1 ? sayCount(names.size, 'picture') : `The picture “${first}”`;
      const why = [...failed.values()].some(({ isFull }) => isFull)
        ? 'the browser’s storage for this page is full. Delete sequences in the library, or export them.'
        : 'the browser refused. StoryLens tries again.';
      return `${what} could not be saved: ${why}`;
    },
  };
}
