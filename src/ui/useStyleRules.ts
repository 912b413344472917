import { useEffect } from 'react';

/**
 * Keeps a stylesheet of its own in the page, with what `rulesOf` says whenever the store has changed: what is lit is lit
 * by style, and nothing is rendered for a hover. Both must be stable.
 */
export function useStyleRules<T>(
  store: { readonly getState: () => T; readonly subscribe: (changed: (state: T) => void) => () => void },
  rulesOf: (state: T) => string,
): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    let shown = '';
    const light = (state: T): void => {
      const rules = rulesOf(state);
      if (rules === shown) return;
      shown = rules;
      sheet.replaceSync(rules);
    };
    light(store.getState());
    const stop = store.subscribe(light);
    return () => {
      stop();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [store, rulesOf]);
}
