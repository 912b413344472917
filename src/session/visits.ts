import type { StoreApi } from 'zustand/vanilla';
import type { BrowserHistory } from './browser-history.ts';
import { linkOf, visitOf } from './links.ts';
import type { Visit } from './links.ts';
import type { Clock } from './pacer.ts';
import type { LibraryView } from './session.ts';
import { linkTo } from './spots.ts';
import type { Stores } from './stores.ts';
import type { ScrollTarget } from './cursor.ts';

/** Frames or mentions that follow each other faster are one entry: a key that is held down makes no list of its own. */
const STEP_MS = 1000;

interface Parts {
  readonly stores: Pick<Stores, 'records' | 'view'>;
  readonly library: Pick<StoreApi<LibraryView>, 'getState' | 'subscribe'>;
  readonly history: BrowserHistory;
  readonly clock: Pick<Clock, 'now'>;
  /** Shows a visit; null is the page without a sequence. Returns false if that is not possible. */
  readonly go: (visit: Visit | null) => Promise<boolean>;
}

/**
 * Makes an entry in the browser's history for each place that the user chooses: a sequence, a run, the library, a frame, a
 * mention. Scrolling and the progress of a model make none. Back and Forward show these places again. The address always
 * names the place, if its sequence is in the library.
 */
export function recordVisits({ stores: { records, view }, library, history, clock, go }: Parts): void {
  /** Where the user went in the run on the page. */
  let sought: ScrollTarget | null = null;
  let soughtAt = -Infinity;
  let isDue = false;
  /** Which move of the browser is carried out; null if none is. */
  let moving: object | null = null;
  let current = here();
  let link = addressed(current);
  history.replace(current, link);

  function here(): Visit {
    if (library.getState().isShown) return 'library';
    const { sequence, run } = view.store.getState().place;
    return { sequence, run, frame: sought?.frame ?? null, at: sought?.at ?? null };
  }

  function addressed(visit: Visit): string {
    return visit === 'library' ? linkOf(visit) : linkTo(visit, records.store.getState());
  }

  /** Notes where the page is, after everything that the user's action has changed. */
  function noteSoon(): void {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      if (moving === null) note();
    });
  }

  function note(): void {
    const now = here();
    const before = current;
    const linkBefore = link;
    current = now;
    link = addressed(now);
    const isSame = linkOf(now) === linkOf(before);
    if (isSame && link === linkBefore) return;
    if (isSame || isStep(before, now, clock.now() - soughtAt)) history.replace(now, link);
    else history.push(now, link);
    if (now !== 'library' && now.frame !== null) soughtAt = clock.now();
  }

  async function move(given: Visit | null): Promise<void> {
    const mine = {};
    moving = mine;
    const target = isGone(given) ? null : (given ?? visitOf(history.hash()));
    const isShown = await go(target);
    if (moving !== mine) return;
    moving = null;
    if (target !== 'library' && target?.frame === null) sought = null;
    current = isShown || target === null ? here() : target;
    link = isShown ? addressed(current) : history.hash();
    history.replace(current, link);
  }

  /** Whether a sequence was never kept and is not in memory any more, as the demo after a reload. */
  function isGone(visit: Visit | null): boolean {
    if (visit === null || visit === 'library' || history.hash() !== '') return false;
    return records.store.getState().sequences[visit.sequence] === undefined;
  }

  history.onMove((visit) => void move(visit));
  view.onSeek((target) => {
    sought = target;
    noteSoon();
  });
  view.store.subscribe(({ place }, { place: before }) => {
    if (place.sequence === before.sequence && place.run === before.run) return;
    sought = null;
    noteSoon();
  });
  library.subscribe(noteSoon);
  // A sequence gets its link when it is kept: with its first frame, for example.
  records.watch(({ sequences }) => {
    if (sequences !== undefined) noteSoon();
  });
}

/** Whether a visit goes on from another one in the same entry. */
function isStep(before: Visit, now: Visit, since: number): boolean {
  if (before === 'library' || now === 'library' || before.sequence !== now.sequence) return false;
  // A sequence before its first run cannot be shown again once it has a run.
  if (before.run === null) return true;
  return before.run === now.run && before.frame !== null && now.frame !== null && since < STEP_MS;
}
