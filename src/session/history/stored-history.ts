import { parseJson } from '../../grounding/base.ts';
import type { Clock } from '../pacer.ts';
import type { StorageArea } from '../saved-settings.ts';
import type { Storage } from '../storage/storage.ts';
import { restoreFrame, storeFrame } from '../storage/stored.ts';
import type { StoredFrame } from '../storage/stored.ts';
import type { Frame } from '../types.ts';
import type { History, Stacks, Step } from './history.ts';
import type { Part } from './parts.ts';

const KEY = 'storylens.history';
/** A tab may keep 5 MB. */
const MOST_CHARACTERS = 1_000_000;
const WAIT_MS = 500;

interface Stored {
  /** The frames of all steps, by the keys that the steps have in their place. */
  readonly frames: Readonly<Record<string, StoredFrame>>;
  readonly stacks: Stacks;
}

export interface StoredHistory {
  /** Brings back the history that this tab had before the page was reloaded. */
  readonly restore: () => Promise<void>;
  /** Keeps the history now, as when the page is left. */
  readonly flush: () => void;
}

/** Keeps the history in the storage of the tab, so that it survives a reload of the page. Pictures stay in the library. */
export function createStoredHistory(
  { store, replace }: Pick<History, 'store' | 'replace'>,
  area: StorageArea,
  { readPictures }: Pick<Storage, 'readPictures'>,
  clock: Pick<Clock, 'after'>,
): StoredHistory {
  let cancel: (() => void) | null = null;

  function flush(): void {
    cancel?.();
    cancel = null;
    try {
      area.setItem(KEY, textOf(store.getState().stacks));
    } catch {
      // The storage is full or forbidden. The history still holds until the page is reloaded.
    }
  }

  return {
    flush,
    async restore() {
      let stacks: Stacks = {};
      try {
        const stored = parseJson(area.getItem(KEY) ?? '{"frames":{},"stacks":{}}') as Stored;
        const ids = Object.values(stored.frames).flatMap(({ picture, sent }) => [picture, sent]);
        const blobs = await readPictures(new Set(ids));
        const frames = new Map(Object.entries(stored.frames).map(([key, frame]) => [key, restoreFrame(frame, blobs)]));
        stacks = mapFrames(stored.stacks, (key) => frames.get(String(key)) ?? []);
      } catch {
        // Another page may have written something else.
      }
      replace({ ...stacks, ...store.getState().stacks });
      store.subscribe(() => {
        cancel ??= clock.after(WAIT_MS, flush);
      });
    },
  };
}

/** The pictures that steps need when they are undone or redone, by their SHA-256. */
export function picturesOf(stacks: Stacks): ReadonlySet<string> {
  const found = new Set<string>();
  mapFrames(stacks, (frame) => {
    const { picture, sent } = frame as Frame;
    found.add(picture).add(sent);
    return [];
  });
  return found;
}

const half = (steps: readonly Step[]): readonly Step[] => steps.slice(Math.ceil(steps.length / 2));

/** The history as JSON. If it is too long, the older half of the steps is left out. */
function textOf(stacks: Stacks): string {
  const frames: Record<string, StoredFrame> = {};
  const keyed = mapFrames(stacks, (frame) => {
    const key = `${(frame as Frame).id} ${(frame as Frame).sent}`;
    frames[key] = storeFrame(frame as Frame);
    return key;
  });
  const text = JSON.stringify({ frames, stacks: keyed });
  const steps = Object.values(stacks).reduce((sum, { past, future }) => sum + past.length + future.length, 0);
  return text.length <= MOST_CHARACTERS || steps <= 1 ? text : textOf(newerHalf(stacks));
}

function newerHalf(stacks: Stacks): Stacks {
  return Object.fromEntries(
    Object.entries(stacks).map(([scope, { past, future }]) => [scope, { past: half(past), future: half(future) }]),
  );
}

/** Replaces each frame in the parts of all steps. */
function mapFrames(stacks: Stacks, change: (frame: unknown) => unknown): Stacks {
  const list = (value: unknown): unknown => (Array.isArray(value) ? value.flatMap(change) : value);
  const mapPart = (part: Part): Part =>
    'field' in part && part.field === 'frames' ? { ...part, before: list(part.before), after: list(part.after) } : part;
  const mapSteps = (steps: readonly Step[]): readonly Step[] =>
    steps.map((step) => ({ ...step, parts: step.parts.map(mapPart) }));
  return Object.fromEntries(
    Object.entries(stacks).map(([scope, { past, future }]) => [
      scope,
      { past: mapSteps(past), future: mapSteps(future) },
    ]),
  );
}
