import { useEffect } from 'react';
import { litIds } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';

/**
 * Lights the rows of whoever is lit, and rings the cell that is meant, by a stylesheet of its own: no row is rendered
 * for a hover. IDs are made by the grammar and can hold nothing that a selector would read otherwise.
 */
export function useMatrixLight(): void {
  const { view } = useDesk();
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    let shown = '';
    const light = (): void => {
      const state = view.store.getState();
      const rows = litIds(state).map((id) => `[data-matrix] [data-entity="${id}"]`);
      const meant = state.hovered ?? state.pinned;
      const cells = (meant?.ids ?? []).map(
        (id) => `[data-matrix] [data-entity="${id}"] [data-frame="${meant?.frame ?? ''}"]::before`,
      );
      const rules =
        rows.length === 0
          ? ''
          : `${rows.join()}{--row:color-mix(in oklch,var(--tone) 14%,transparent);--row-head:color-mix(in oklch,var(--tone) 14%,var(--paper))}` +
            (cells.length === 0 ? '' : `${cells.join()}{outline:2px solid var(--ink);outline-offset:2px}`);
      if (rules === shown) return;
      shown = rules;
      sheet.replaceSync(rules);
    };
    light();
    const stop = view.store.subscribe(light);
    return () => {
      stop();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [view]);
}
