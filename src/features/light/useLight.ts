import { useEffect } from 'react';
import { litIds } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';

/**
 * Lights every mention of whoever is lit by one rule of a stylesheet, not by rendering them: on a page of 2,000
 * mentions a hover is one style recalculation. IDs are made by the grammar, `char12` and the like, and can hold
 * nothing that a selector would read otherwise.
 */
export function useLight(): void {
  const { view } = useDesk();
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    let shown = '';
    const light = (): void => {
      const selector = litIds(view.store.getState())
        .map((id) => `.mention[data-entities~="${id}"]`)
        .join();
      if (selector === shown) return;
      shown = selector;
      sheet.replaceSync(selector === '' ? '' : `${selector}{--tint:var(--lit)}`);
    };
    const stop = view.store.subscribe(light);
    return () => {
      stop();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [view]);
}

/** Escape lets go of what is pinned, unless a window is open, which it closes. */
export function useEscape(): void {
  const { view } = useDesk();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) view.release();
    };
    // After everybody on the page: whoever cancels something of their own by Escape says so.
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [view]);
}
