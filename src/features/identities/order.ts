import type { EntityKind, Presence } from '../../grounding/base.ts';
import { KINDS } from '../../theme/index.ts';

/** How the rows of a group are sorted. */
export type Order = 'first' | 'mentions' | 'persistence';

export const ORDERS: readonly { readonly value: Order; readonly label: string }[] = [
  { value: 'first', label: 'By first appearance' },
  { value: 'mentions', label: 'By number of mentions' },
  { value: 'persistence', label: 'By number of images' },
];

export interface Group {
  readonly kind: EntityKind;
  readonly title: string;
  readonly rows: readonly Presence[];
}

/** The rows grouped by kind and sorted within each group. Ties stay in the order of first appearance. */
export function groupsOf(all: readonly Presence[], order: Order): readonly Group[] {
  return KINDS.map(({ kind, many: title }) => {
    const rows = all.filter((presence) => presence.kind === kind);
    return { kind, title, rows: order === 'first' ? rows : rows.toSorted((a, b) => b[order] - a[order]) };
  }).filter(({ rows }) => rows.length > 0);
}

/** Whether a row would look the same. The parser creates new records at each delta, but most have the same content. */
export function isSamePresence(a: Presence, b: Presence): boolean {
  if (a.id !== b.id || a.name !== b.name || a.mentions !== b.mentions || a.frames.size !== b.frames.size) return false;
  if (a.actions !== b.actions) return false;
  for (const [frame, one] of a.frames) {
    const other = b.frames.get(frame);
    if (other?.boxed !== one.boxed || other.mentions !== one.mentions || other.actions !== one.actions) return false;
  }
  return true;
}
