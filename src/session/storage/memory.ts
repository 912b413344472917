import type { Entry } from './entries.ts';
import type { SavedPlace, Storage } from './storage.ts';
import type { Picture, StoredRun, StoredSequence } from './stored.ts';

/** A library in the memory of the page, for a browser without a database. It is gone when the page is closed. */
export function createMemory(): Storage {
  const sequences = new Map<string, StoredSequence>();
  const runs = new Map<string, StoredRun>();
  const pictures = new Map<string, Picture>();
  const entries = new Map<string, Entry>();
  const texts = new Map<string, string>();
  let place: SavedPlace | null = null;
  return {
    lasts: false,
    async write(batch) {
      for (const sequence of batch.sequences) sequences.set(sequence.id, sequence);
      for (const run of batch.runs) runs.set(run.id, run);
      for (const run of batch.removed) runs.delete(run);
      for (const entry of batch.entries) entries.set(entry.id, entry);
      for (const [id, text] of batch.texts) texts.set(id, text);
      place = batch.place ?? place;
    },
    async writePicture(picture) {
      if (!pictures.has(picture.id)) pictures.set(picture.id, picture);
    },
    async read(id) {
      const sequence = sequences.get(id);
      if (sequence === undefined) return null;
      return { sequence, runs: [...runs.values()].filter((run) => run.sequence === id) };
    },
    async readPictures(ids) {
      const found = [...ids].map((id) => pictures.get(id));
      return new Map(found.flatMap((picture) => (picture === undefined ? [] : [[picture.id, picture.blob]])));
    },
    readEntries: async () => [...entries.values()],
    readTexts: async () => texts,
    readPlace: async () => place,
    sequences: async () => [...sequences.keys()],
    async remove(ids) {
      for (const id of ids) {
        for (const map of [sequences, entries, texts]) map.delete(id);
        for (const run of runs.values()) if (run.sequence === id) runs.delete(run.id);
      }
    },
    // A picture in memory goes with the page.
    sweep: async () => {},
    async clear() {
      for (const map of [sequences, runs, pictures, entries, texts]) map.clear();
      place = null;
    },
  };
}
