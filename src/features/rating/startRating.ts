import { sampled } from '../../session/index.ts';
import type { RatedItem, Session } from '../../session/index.ts';

/** Which stories are rated: all runs of the sequence on the page, or the newest run of each sequence in the library. */
export type Scope = 'sequence' | 'library';

export interface Plan {
  readonly scope: Scope;
  readonly seed: number;
  /** Null for all. */
  readonly size: number | null;
  readonly blind: boolean;
}

/** The stories of a scope, in a fixed order. */
export function itemsIn({ records, view, library }: Session, scope: Scope): readonly RatedItem[] {
  const { sequence } = view.store.getState().place;
  if (scope === 'sequence') {
    const own = records.getState().sequences[sequence]?.runs ?? [];
    return own.map((run) => ({ sequence, run }));
  }
  const entries = library.getState().loaded?.store.getState().entries ?? [];
  return entries
    .filter(({ runs }) => runs > 0)
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .map(({ id }) => ({ sequence: id, run: null }));
}

/** Starts the rating with its first story. In blind mode, the stories are in an order that depends on the seed. */
export async function startRating(session: Session, { scope, seed, size, blind }: Plan): Promise<void> {
  const all = itemsIn(session, scope);
  const chosen = sampled(all, seed, size);
  const items = blind ? chosen : all.filter((item) => chosen.includes(item));
  if (items.length === 0) return;
  session.view.choose({ rating: { items, index: 0, blind }, overlay: null });
  await showItem(session, items[0]);
}

/** Goes to another story of the rating. */
export async function goToStory(session: Session, index: number): Promise<void> {
  const { rating } = session.view.store.getState();
  const item = rating?.items[index];
  if (rating === null || item === undefined) return;
  session.view.choose({ rating: { ...rating, index } });
  await showItem(session, item);
}

async function showItem(session: Session, item: RatedItem | undefined): Promise<void> {
  if (item === undefined) return;
  if (item.run !== null) session.showRun(item.run);
  else await session.library.getState().loaded?.open(item.sequence);
}
