/** A place in a sequence that the user can return to. */
export interface Spot {
  /** The ID of the sequence. */
  readonly sequence: string;
  /** The ID of a run; null for the newest, or before the first run. */
  readonly run: string | null;
  /** The number of a frame, from 1; null for the beginning. */
  readonly frame: number | null;
  /** The offset in the completion at which a mention begins; null if the link names no mention. */
  readonly at: number | null;
}

/** What an entry of the browser's history shows: a place in a sequence, or the library. */
export type Visit = Spot | 'library';

const LIBRARY = '#library';

/** The part of an address after `#` that names a visit, as in `#s=…&run=…&frame=4&at=1200`. */
export function linkOf(visit: Visit): string {
  if (visit === 'library') return LIBRARY;
  const { sequence, run, frame, at } = visit;
  const fields = new URLSearchParams({ s: sequence });
  if (run !== null) fields.set('run', run);
  if (frame !== null) fields.set('frame', String(frame));
  if (at !== null) fields.set('at', String(at));
  return `#${fields.toString()}`;
}

/** The visit that an address names; null if it names none. Numbers that make no sense are left out. */
export function visitOf(hash: string): Visit | null {
  if (hash === LIBRARY) return 'library';
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const sequence = fields.get('s') ?? '';
  if (sequence === '') return null;
  return {
    sequence,
    run: fields.get('run') || null,
    frame: numberOf(fields.get('frame'), 1),
    at: numberOf(fields.get('at'), 0),
  };
}

function numberOf(text: string | null, least: number): number | null {
  if (text === null || !/^\d{1,9}$/.test(text)) return null;
  const number = Number(text);
  return number >= least ? number : null;
}
