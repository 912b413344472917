import type { Clock } from '../pacer.ts';
import { heard } from './channel.ts';
import type { Channel } from './channel.ts';
import type { Holding } from './holding.ts';

/** The record of the tab that holds a sequence. */
export interface Holder {
  readonly tab: string;
  /** When the tab was last known to be open, in epoch milliseconds. */
  readonly at: number;
}

/** Where the records are, for all tabs. */
export interface HolderRecords {
  readonly read: (sequence: string) => Promise<Holder | null>;
  /**
   * Writes the record of a sequence, if it still has the record `before` (by tab and time) or that of the same tab, in one
   * step that no other tab can interrupt. Returns whether it was written.
   */
  readonly claim: (sequence: string, holder: Holder, before: Holder | null) => Promise<boolean>;
  /** Deletes the record of a sequence if it is that of this tab. */
  readonly drop: (sequence: string, tab: string) => Promise<void>;
}

/** How often a tab renews its records, and how often a waiting tab looks. */
const BEAT_MS = 1000;
/** A record that was renewed within this time is that of an open tab. */
const FRESH_MS = 3500;
/** How long an open tab takes to answer at most. A hidden tab renews its records rarely, but it answers at once. */
const ANSWER_MS = 700;

interface Parts {
  readonly tab: string;
  readonly records: HolderRecords;
  readonly channel: Channel;
  readonly clock: Pick<Clock, 'after'>;
  /** Epoch milliseconds. */
  readonly epoch: () => number;
}

/**
 * Holding without Web Locks, which a page over plain http does not have: a record with a heartbeat says which tab holds a
 * sequence. A record that is not renewed any more counts for nothing if its tab does not answer.
 */
export function createRecordHolding({ tab, records, channel, clock, epoch }: Parts): Holding {
  const held = new Set<string>();
  let lost: ((sequence: string) => void) | null = null;
  let isBeating = false;

  channel.listen((message) => {
    if (message.type === 'ask' && held.has(message.sequence))
      channel.post({ type: 'mine', tab, sequence: message.sequence });
  });

  const mine = (): Holder => ({ tab, at: epoch() });

  function lose(sequence: string): void {
    if (held.delete(sequence)) lost?.(sequence);
  }

  async function renew(sequence: string): Promise<void> {
    const before = await records.read(sequence);
    const isOthers = before !== null && before.tab !== tab;
    if (isOthers || !(await records.claim(sequence, mine(), before))) lose(sequence);
  }

  function beat(): void {
    if (isBeating || held.size === 0) return;
    isBeating = true;
    clock.after(BEAT_MS, () => {
      isBeating = false;
      // A record that cannot be renewed now is renewed with the next beat.
      void Promise.allSettled([...held].map(renew)).then(beat);
    });
  }

  function keep(sequence: string): true {
    held.add(sequence);
    beat();
    return true;
  }

  /** Whether the tab of a record is closed. */
  async function isClosed(sequence: string, { at }: Holder): Promise<boolean> {
    if (epoch() - at < FRESH_MS) return false;
    const answer = heard(channel, clock, { type: 'mine', sequence, within: ANSWER_MS });
    channel.post({ type: 'ask', tab, sequence });
    return !(await answer);
  }

  async function hold(sequence: string): Promise<boolean> {
    if (held.has(sequence)) return true;
    const before = await records.read(sequence);
    if (before !== null && before.tab !== tab && !(await isClosed(sequence, before))) return false;
    return (await records.claim(sequence, mine(), before)) && keep(sequence);
  }

  return {
    hold,
    async seize(sequence) {
      // The other tab may renew its record between the reading and the claim.
      for (let isMine = false; !isMine;) {
        // oxlint-disable-next-line no-await-in-loop -- one try after the other
        const before = await records.read(sequence);
        // oxlint-disable-next-line no-await-in-loop -- as above
        isMine = await records.claim(sequence, mine(), before);
      }
      keep(sequence);
    },
    async release(sequence) {
      if (held.delete(sequence)) await records.drop(sequence, tab);
    },
    give: (sequence) => void held.delete(sequence),
    holdWhenFree(sequence, callback) {
      let isOver = false;
      async function look(): Promise<void> {
        const isMine = await hold(sequence).catch(() => false);
        if (isOver) {
          if (isMine && held.delete(sequence)) await records.drop(sequence, tab);
        } else if (isMine) callback();
        else clock.after(BEAT_MS, () => !isOver && void look());
      }
      clock.after(BEAT_MS, () => !isOver && void look());
      return () => {
        isOver = true;
      };
    },
    onLost(listener) {
      lost = listener;
    },
  };
}
