import type { EntityId, Span } from '../../grounding/base.ts';
import { orderOf } from '../../session/index.ts';

const known = new WeakMap<
  readonly Span[],
  { readonly entities: readonly EntityId[]; readonly orders: readonly string[] }
>();

/**
 * For each span, the indexes of its mention's entities in the order of first appearance, joined by spaces: `0 3`. They are
 * strings, so that a mention renders again only if one of its own indexes changes. The result is kept for the same spans
 * and entities, because every section asks at every change of the run.
 */
export function ordersIn(spans: readonly Span[], entities: readonly EntityId[]): readonly string[] {
  const before = known.get(spans);
  if (before?.entities === entities) return before.orders;
  const orders = spans.map(({ mention }) => orderOf(mention?.ids ?? [], entities).join(' '));
  known.set(spans, { entities, orders });
  return orders;
}
