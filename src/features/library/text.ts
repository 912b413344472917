import { naturalOrder, sayCount, sayNumber } from '../../grounding/base.ts';
import type { Entry } from '../../session/index.ts';

export const titleOf = ({ title, proposed }: Entry): string => title ?? proposed;

const DATE = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const SECONDS = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });

/** `3 Nov 2026, 14:03`, from epoch milliseconds. */
function sayDate(at: number): string {
  const parts = new Map(DATE.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.get('day')} ${parts.get('month')} ${parts.get('year')}, ${TIME.format(at)}`;
}

/** `at 14:03:07`, or with the date if that is not today. */
export function sayTime(at: number): string {
  const isToday = DATE.format(at) === DATE.format(Date.now());
  return isToday ? `at ${SECONDS.format(at)}` : `on ${sayDate(at)}`;
}

/** Bytes as `820 kB` or `2.4 MB`. */
export function saySize(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${sayNumber(bytes / 1e6, 1)} MB` : `${sayNumber(bytes / 1e9, 1)} GB`;
}

/** The facts of a sequence in one line. */
export function sayFacts({ updatedAt, frames, runs, models, size }: Entry): string {
  const facts = [sayDate(updatedAt), sayCount(frames, 'frame'), sayCount(runs, 'run'), ...models, saySize(size)];
  return facts.join(' · ');
}

export type Order = 'newest' | 'oldest' | 'title' | 'frames' | 'size';

const ORDERS: Readonly<Record<Order, (a: Entry, b: Entry) => number>> = {
  newest: (a, b) => b.updatedAt - a.updatedAt,
  oldest: (a, b) => a.updatedAt - b.updatedAt,
  title: (a, b) => naturalOrder(titleOf(a), titleOf(b)),
  frames: (a, b) => b.frames - a.frames,
  size: (a, b) => b.size - a.size,
};

/**
 * The entries that contain every word of the query in the title, the story or a name, in this order. `texts` are in lower
 * case.
 */
export function listed(
  entries: readonly Entry[],
  query: string,
  order: Order,
  texts: ReadonlyMap<string, string>,
): readonly Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter((entry) => {
    const text = `${titleOf(entry).toLowerCase()}\n${texts.get(entry.id) ?? ''}`;
    return words.every((word) => text.includes(word));
  });
  return found.toSorted(ORDERS[order]);
}
