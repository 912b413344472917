import type { Holder, HolderRecords } from '../tabs/record-holding.ts';
import type { Database, Schema } from './schema.ts';

/** The key of the record of the tab that holds a sequence. */
export const holderKey = (sequence: string): string => `holder of ${sequence}`;

/** Whether a value of the store `places` is the record of a tab that holds a sequence. */
export function isHolder(value: Schema['places']['value'] | undefined): value is Holder {
  return value !== undefined && 'tab' in value;
}

/** The records of the tabs that hold sequences, in the database that all tabs share. */
export function holderRecords(database: Database): HolderRecords {
  async function read(sequence: string): Promise<Holder | null> {
    const value = await database.get('places', holderKey(sequence));
    return isHolder(value) ? value : null;
  }
  return {
    read,
    async claim(sequence, holder, before) {
      const { store, done } = database.transaction('places', 'readwrite');
      const now = await store.get(holderKey(sequence));
      const isAsBefore = !isHolder(now) || now.tab === holder.tab || (now.tab === before?.tab && now.at === before.at);
      if (isAsBefore) await store.put(holder, holderKey(sequence));
      await done;
      return isAsBefore;
    },
    async drop(sequence, tab) {
      const { store, done } = database.transaction('places', 'readwrite');
      const now = await store.get(holderKey(sequence));
      if (isHolder(now) && now.tab === tab) await store.delete(holderKey(sequence));
      await done;
    },
  };
}
