import type { FrameNo } from '../../grounding/base.ts';
import type { Spot } from '../links.ts';
import type { Places } from '../places.ts';
import type { Run } from '../records.ts';
import { sceneOf } from '../selectors.ts';
import type { Stores } from '../stores.ts';
import type { Loaded } from './loader.ts';
import type { Storage } from './storage.ts';
import type { OneWriter } from '../tabs/one-writer.ts';

/** What the page says about a command that the user has given: that it worked, or why it did not. */
export interface Message {
  readonly kind: 'note' | 'failure';
  readonly sentence: string;
}

/** The commands that show a sequence of the library. */
export interface Opening {
  /**
   * Loads a sequence and shows it at a spot, or (for an ID) at the beginning of its newest run. Returns false, and says why,
   * if there is no such sequence.
   */
  readonly open: (to: Spot | string) => Promise<boolean>;
  /** Shows the sequence that was shown last, unless the user has begun something else, or another tab holds it. */
  readonly loadLast: () => Promise<void>;
}

interface Parts extends Places {
  readonly stores: Pick<Stores, 'page' | 'view'>;
  readonly storage: Pick<Storage, 'read' | 'readPlace' | 'sequences'>;
  readonly tabs: OneWriter | null;
  readonly load: (id: string) => Promise<Loaded | null>;
  readonly say: (message: Message | null) => void;
}

/** Whether the page shows nothing but what a visit begins with. */
export function isUntouched({ page }: Pick<Stores, 'page'>): boolean {
  const { run, frames, adding, starting } = page.getState();
  return run === null && frames.length === 0 && adding === null && !starting;
}

export function createOpening({ stores, storage, tabs, load, say, ...places }: Parts): Opening {
  const { page, view } = stores;

  const refuse = (sentence: string): false => {
    say({ kind: 'failure', sentence });
    return false;
  };

  /** Shows a spot of a sequence that is in memory. */
  function show({ sequence, run, frame, at }: Spot, runs: readonly Run[]): void {
    const found = runs.find(({ id }) => id === run) ?? runs.at(-1);
    if (found === undefined) places.showSequence(sequence);
    else places.showRun(found.id);
    if (frame === null) return;
    const { count, added } = sceneOf(page.getState());
    if (frame > count + added.length) return;
    if (at === null) view.show(frame as FrameNo);
    else view.seek(at, frame as FrameNo);
  }

  /** Whether a sequence is stored in a form that cannot be read. */
  async function isBroken(id: string): Promise<boolean> {
    return (await storage.sequences()).includes(id) && (await storage.read(id)) === null;
  }

  return {
    async open(to) {
      const spot = typeof to === 'string' ? { sequence: to, run: null, frame: null, at: null } : to;
      say(null);
      const loaded = await load(spot.sequence);
      if (loaded === null) return refuse((await isBroken(spot.sequence)) ? UNREADABLE : MISSING);
      await tabs?.enter(spot.sequence);
      show(spot, loaded.runs);
      if (spot.run !== null && !loaded.runs.some(({ id }) => id === spot.run)) say(RUN_GONE);
      return true;
    },
    async loadLast() {
      const place = await storage.readPlace();
      if (place === null || (await tabs?.enterLast(place.sequence)) === false) return;
      const loaded = await load(place.sequence);
      if (loaded !== null && isUntouched(stores)) show({ ...place, frame: null, at: null }, loaded.runs);
    },
  };
}

const UNREADABLE = 'This sequence cannot be read. Nothing of it was changed.';
const MISSING =
  'The library of this browser does not have this sequence. It was deleted, or the link was copied in another browser.';
const RUN_GONE: Message = {
  kind: 'note',
  sentence: 'The run that was meant is not there any more. This is the newest run of its sequence.',
};
