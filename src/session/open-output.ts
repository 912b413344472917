import type { NamedText, Sample } from '../formats/index.ts';
import type { Session } from './session.ts';
import type { Dropped, Sorted } from './dropped.ts';

/** Finds the completions in opened texts: see `unwrap`. */
export async function samplesIn(texts: readonly NamedText[]): Promise<readonly Sample[]> {
  // The reader of formats is loaded with the first text.
  const { unwrap } = await import('../formats/index.ts');
  return unwrap(texts);
}

/** See `dropped.ts`, which is loaded with the first drop that is not only pictures. */
export async function openDropped(session: Session, dropped: Dropped): Promise<readonly NamedText[]> {
  return (await import('./dropped.ts')).openDropped(session, dropped);
}

/** See `dropped.ts`. */
export async function sortDropped(dropped: Dropped): Promise<Sorted> {
  return (await import('./dropped.ts')).sortDropped(dropped);
}
