import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from '../pacer.ts';
import type { Change, Origin, ReadableStore } from '../records.ts';
import type { Stores } from '../stores.ts';
import type { Message } from '../storage/opening.ts';
import { heard } from './channel.ts';
import type { Channel } from './channel.ts';
import type { Holding } from './holding.ts';
import { NOW_HERE, OPEN_ELSEWHERE, READ_ONLY, RELEASED, TAKEN_OVER } from './sentences.ts';

export interface TabsState {
  /** The sequences that another tab holds, as far as this tab knows. Here they can only be read. */
  readonly elsewhere: ReadonlySet<string>;
  /** Whether another tab is asked to stop and save. */
  readonly isTakingOver: boolean;
  /** The sequence that was open last, which another tab holds now; else null. */
  readonly last: string | null;
}

/** The state of a tab that knows of no other tab. */
export function createTabsStore(): StoreApi<TabsState> {
  return createStore(() => ({ elsewhere: new Set<string>(), isTakingOver: false, last: null }));
}

/** What the tab does with its library. */
interface Work {
  /** Ends the run in progress and keeps its text. */
  readonly endJob: () => void;
  /** Saves everything. */
  readonly flush: () => Promise<void>;
  /** Reads a sequence that is in memory from the storage again. */
  readonly reload: (sequence: string) => Promise<void>;
  /** Removes a sequence from memory. */
  readonly forget: (sequence: string) => void;
  /** Reads the list again. */
  readonly refresh: () => Promise<void>;
  readonly say: (message: Message) => void;
}

/** Sees to it that a sequence is changed in one tab only. */
export interface OneWriter {
  readonly store: ReadableStore<TabsState>;
  /** Holds a sequence for this tab, before it is shown. False if another tab has it: here it can only be read then. */
  readonly enter: (sequence: string) => Promise<boolean>;
  /** Like `enter`, for the sequence that was open last. */
  readonly enterLast: (sequence: string) => Promise<boolean>;
  /** Makes this tab the one that may change the sequence on the page. The other tab stops its run and saves first. */
  readonly takeOver: () => Promise<void>;
  /** Runs a command on sequences, which no other tab changes meanwhile. Says so, and does nothing, if another tab has one. */
  readonly alone: (sequences: readonly string[], command: () => Promise<void>) => Promise<void>;
  /** Tells the other tabs which sequences were written. */
  readonly tell: (sequences: readonly string[]) => void;
  /** Takes note that another tab has seized a sequence. */
  readonly lose: (sequence: string) => void;
  /** Begins to hold the sequence on the page, and to hear the other tabs. */
  readonly begin: (work: Work) => void;
}

/** How long another tab may take to stop its run and save. After that it is considered gone. */
const PATIENCE_MS = 5000;

interface Parts {
  readonly stores: Pick<Stores, 'records' | 'view' | 'activity'>;
  /** The ID of this tab. */
  readonly tab: string;
  readonly holding: Holding;
  readonly channel: Channel;
  readonly clock: Pick<Clock, 'after'>;
}

export function createOneWriter({ stores, tab, holding, channel, clock }: Parts): OneWriter {
  const { records, view, activity } = stores;
  const store = createTabsStore();
  let work: Work | null = null;
  let stopWaiting: (() => void) | null = null;

  const shown = (): string => view.store.getState().place.sequence;
  const isElsewhere = (sequence: string): boolean => store.getState().elsewhere.has(sequence);

  function mark(sequence: string, isThere: boolean): void {
    if (isElsewhere(sequence) !== isThere) {
      const elsewhere = new Set(store.getState().elsewhere);
      if (isThere) elsewhere.add(sequence);
      else elsewhere.delete(sequence);
      store.setState({ elsewhere });
    }
    showMark();
  }

  function showMark(): void {
    const readOnly = isElsewhere(shown()) ? READ_ONLY : null;
    if (activity.getState().readOnly !== readOnly) activity.setState({ readOnly });
  }

  async function enter(sequence: string): Promise<boolean> {
    const isMine = await holding.hold(sequence).catch(() => true);
    mark(sequence, !isMine);
    return isMine;
  }

  /** Holds the sequence on the page as soon as the other tab closes it. */
  function waitFor(sequence: string): void {
    stopWaiting?.();
    stopWaiting = holding.holdWhenFree(sequence, () => void own(sequence, RELEASED));
  }

  /** Lets the user change a sequence that another tab had. */
  async function own(sequence: string, sentence: string): Promise<void> {
    await work?.reload(sequence);
    mark(sequence, false);
    work?.say({ kind: 'note', sentence });
  }

  async function follow(sequence: string, before: string): Promise<void> {
    stopWaiting?.();
    showMark();
    await enter(sequence);
    if (isElsewhere(sequence) && shown() === sequence) waitFor(sequence);
    await work?.flush();
    if (shown() !== before) await holding.release(before);
  }

  function lose(sequence: string): void {
    holding.give(sequence);
    mark(sequence, true);
    if (sequence !== shown()) return;
    work?.endJob();
    work?.say({ kind: 'failure', sentence: TAKEN_OVER });
    waitFor(sequence);
  }

  /** Stops and saves, and lets another tab seize the sequence. */
  async function give(sequence: string): Promise<void> {
    if (isElsewhere(sequence) || !(await holding.hold(sequence))) return;
    if (sequence === shown()) work?.endJob();
    await work?.flush();
    lose(sequence);
    channel.post({ type: 'given', tab, sequence });
  }

  async function takeChanges(sequences: readonly string[]): Promise<void> {
    for (const sequence of sequences) {
      if (records.store.getState().sequences[sequence] === undefined) continue;
      if (sequence !== shown()) work?.forget(sequence);
      // oxlint-disable-next-line no-await-in-loop -- one at a time is enough
      else if (isElsewhere(sequence)) await work?.reload(sequence);
    }
    await work?.refresh();
  }

  function touchesOther({ sequences = {}, runs = {} }: Change): boolean {
    const all = records.store.getState();
    const owners = Object.entries(runs).map(([id, run]) => (run ?? all.runs[id])?.sequence ?? '');
    return [...Object.keys(sequences), ...owners].some(isElsewhere);
  }

  function refuses(change: Change, origin: Origin): boolean {
    if (origin === 'library' || store.getState().elsewhere.size === 0 || !touchesOther(change)) return false;
    if (origin === 'user') work?.say({ kind: 'failure', sentence: READ_ONLY.sentence });
    return true;
  }

  return {
    store,
    enter,
    async enterLast(sequence) {
      const isMine = await enter(sequence);
      store.setState({ last: isMine ? null : sequence });
      return isMine;
    },
    async takeOver() {
      const sequence = shown();
      if (!isElsewhere(sequence) || store.getState().isTakingOver) return;
      store.setState({ isTakingOver: true });
      try {
        if (!(await holding.hold(sequence))) {
          const answer = heard(channel, clock, { type: 'given', sequence, within: PATIENCE_MS });
          channel.post({ type: 'give', tab, sequence });
          await answer;
          await holding.seize(sequence);
        }
        stopWaiting?.();
        await own(sequence, NOW_HERE);
      } finally {
        store.setState({ isTakingOver: false });
      }
    },
    async alone(sequences, command) {
      const others = sequences.filter((sequence) => sequence !== shown());
      const isFree = await Promise.all(others.map(enter));
      if (isFree.includes(false) || sequences.some(isElsewhere))
        work?.say({ kind: 'failure', sentence: OPEN_ELSEWHERE });
      else await command();
      await Promise.all(others.map(async (sequence) => (sequence === shown() ? undefined : holding.release(sequence))));
    },
    tell: (sequences) => channel.post({ type: 'changed', tab, sequences }),
    lose,
    begin(given) {
      work = given;
      records.refuse(refuses);
      holding.onLost(lose);
      channel.listen((message) => {
        if (message.type === 'give') void give(message.sequence);
        if (message.type === 'changed') void takeChanges(message.sequences);
      });
      view.store.subscribe(({ place }, { place: before }) => {
        if (place.sequence !== before.sequence) void follow(place.sequence, before.sequence);
      });
      void follow(shown(), '');
    },
  };
}
