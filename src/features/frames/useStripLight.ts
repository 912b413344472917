import { litIds } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';
import { useLiveRules } from '../../ui/index.ts';

/**
 * Lights the boxes and marks of whoever is lit in all tiles, and dims those of the others, by style: no tile is rendered
 * for a hover. IDs are made by the grammar and can hold nothing that a selector would read otherwise.
 */
export function useStripLight(): void {
  useLiveRules(useDesk().view.store, rulesOf);
}

function rulesOf(state: Parameters<typeof litIds>[0]): string {
  const lit = litIds(state).map((id) => `[data-filmstrip] [data-who="${id}"]`);
  if (lit.length === 0) return '';
  return `[data-filmstrip] [data-who]{opacity:.25}${lit.join()}{opacity:1;--weight:2px;--strength:1}`;
}
