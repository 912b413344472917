import type { EntityId } from '../../grounding/index.ts';
import { highlightedIds } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';
import { useStyleRules } from '../../ui/index.ts';

/** Layers of boxes and marks as they are while nobody is lit; fainter, while somebody is. */
export const REST = 'film-rest';

/** What is seen of an entity only while it is lit. */
export function highlightStyle(id: EntityId): string {
  return `film-${id} invisible`;
}

/**
 * Lights the boxes and marks of whoever is lit in all tiles, and dims those of the others, by style: no tile is rendered
 * for a hover. Whole layers are dimmed and the lit ones lie above them, since to dim each box and mark by itself took
 * twice as long (16 ms against 8, of 60 frames on a busy machine). IDs are made by the grammar and can hold nothing that
 * a selector would read otherwise.
 */
export function useStripHighlight(): void {
  useStyleRules(useDesk().view.afterPaint, rulesOf);
}

function rulesOf(state: Parameters<typeof highlightedIds>[0]): string {
  const lit = highlightedIds(state).map((id) => `.film-${id}`);
  return lit.length === 0 ? '' : `.${REST}{opacity:.25}${lit.join()}{visibility:visible}`;
}
