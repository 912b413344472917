import type { HolderRecords } from '../tabs/record-holding.ts';
import type { Entry } from './entries.ts';
import type { Picture, Stored, StoredRun, StoredSequence } from './stored.ts';

/** What a library is stored in: a database of the browser, or the memory of the page where there is none. */
export interface Storage {
  /** Whether the records survive the page. */
  readonly lasts: boolean;
  /** Which tab holds which sequence; missing where there is only one tab. */
  readonly holders?: HolderRecords;
  /**
   * Writes texts: all of them or none. It resolves when they are stored.
   * @throws {HeldElsewhere} if the batch names its tab and another tab holds a sequence; the others are stored
   */
  readonly write: (batch: Batch) => Promise<void>;
  /** Stores a picture, unless it is stored already. */
  readonly writePicture: (picture: Picture) => Promise<void>;
  /** A sequence and those of its runs that can be read; null if there is none. */
  readonly read: (sequence: string) => Promise<Stored | null>;
  readonly readPictures: (ids: Iterable<string>) => Promise<ReadonlyMap<string, Blob>>;
  /** The entries of the list, with those of deleted sequences. */
  readonly readEntries: () => Promise<readonly Entry[]>;
  /** The texts in which the search looks, by sequence. */
  readonly readTexts: () => Promise<ReadonlyMap<string, string>>;
  readonly readPlace: () => Promise<SavedPlace | null>;
  /** The IDs of all sequences. */
  readonly sequences: () => Promise<readonly string[]>;
  /** Deletes sequences and their runs for good. */
  readonly remove: (sequences: readonly string[]) => Promise<void>;
  /**
   * Deletes the pictures that no sequence and no run needs, and that none has needed since a time. `kept` are pictures
   * that can still come back by undo.
   */
  readonly sweep: (times: SweepTimes, kept: ReadonlySet<string>) => Promise<void>;
  /** Deletes everything. */
  readonly clear: () => Promise<void>;
}

/** In epoch milliseconds. */
export interface SweepTimes {
  readonly now: number;
  /** A picture that a sweep before this time has found unneeded is deleted. */
  readonly before: number;
}

/** Where the user was last. */
export interface SavedPlace {
  readonly sequence: string;
  readonly run: string | null;
}

/** Texts to write at once. */
export interface Batch {
  readonly sequences: readonly StoredSequence[];
  readonly runs: readonly StoredRun[];
  /** The IDs of runs to delete. */
  readonly removed: readonly string[];
  readonly entries: readonly Entry[];
  /** Search texts by sequence. */
  readonly texts: ReadonlyMap<string, string>;
  /** Null to leave it as it is. */
  readonly place: SavedPlace | null;
  /** The ID of the tab that writes, if the storage must check that no other tab holds the sequences. */
  readonly tab?: string;
}

export const NOTHING: Batch = { sequences: [], runs: [], removed: [], entries: [], texts: new Map(), place: null };

export function isEmpty({ sequences, runs, removed, entries, place }: Batch): boolean {
  return sequences.length + runs.length + removed.length + entries.length === 0 && place === null;
}

/** An event of the database that the page must know. */
export interface DatabaseEvents {
  /** A newer version of StoryLens wants the database. This page can write nothing from now on. */
  readonly onSuperseded: () => void;
  /** The browser has closed the database, for example because the user has deleted the data of the page. */
  readonly onLost: () => void;
}
