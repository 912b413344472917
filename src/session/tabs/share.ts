import type { Clock } from '../pacer.ts';
import type { Origins } from '../sequences.ts';
import type { Stores } from '../stores.ts';
import type { Storage } from '../storage/storage.ts';
import type { Channel } from './channel.ts';
import { guarded } from './guarded.ts';
import { createLockHolding } from './holding.ts';
import { createOneWriter } from './one-writer.ts';
import type { OneWriter } from './one-writer.ts';
import { createRecordHolding } from './record-holding.ts';

interface Parts extends Origins {
  readonly stores: Stores;
  readonly clock: Pick<Clock, 'after'>;
}

/** A storage that several tabs write to, and what decides which tab changes which sequence. */
export interface Shared {
  readonly storage: Storage;
  /** Null if the storage belongs to this tab alone. */
  readonly tabs: OneWriter | null;
}

/**
 * Shares a storage with the other tabs. `locks` are the Web Locks of the browser; a page over plain http has none, and uses
 * records of the storage instead.
 */
export function shareStorage(
  storage: Storage,
  channel: Channel | null,
  locks: LockManager | undefined,
  { stores, clock, randomId, epoch }: Parts,
): Shared {
  const { holders: records } = storage;
  if (channel === null || records === undefined) return { storage, tabs: null };
  const tab = randomId();
  const holding =
    locks === undefined ? createRecordHolding({ tab, records, channel, clock, epoch }) : createLockHolding(locks);
  const tabs = createOneWriter({ stores, tab, holding, channel, clock });
  return { storage: guarded(storage, tabs, locks === undefined ? tab : null), tabs };
}
