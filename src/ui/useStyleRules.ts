import { useEffect } from 'react';

/**
 * Adds a stylesheet to the page and replaces its rules with `rulesOf(state)` when the store changes. Highlights use this, so
 * that a hover renders nothing. Both arguments must be stable.
 */
export function useStyleRules<T>(
  store: { readonly getState: () => T; readonly subscribe: (changed: (state: T) => void) => () => void },
  rulesOf: (state: T) => string,
): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    let current = '';
    const update = (state: T): void => {
      const rules = rulesOf(state);
      if (rules === current) return;
      current = rules;
      sheet.replaceSync(rules);
    };
    update(store.getState());
    const stop = store.subscribe(update);
    return () => {
      stop();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [store, rulesOf]);
}
