import { useEffect } from 'react';
import { highlightedIds } from '../../session/index.ts';
import type { SessionState } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';
import { useStyleRules } from '../../ui/index.ts';
import { kindRules } from '../../theme/index.ts';

/**
 * Lights every mention of whoever is lit by one rule of a stylesheet, not by rendering them: on a page of 2,000
 * mentions a hover is one style recalculation. IDs are made by the grammar, `char12` and the like, and can hold
 * nothing that a selector would read otherwise.
 */
export function useHighlight(): void {
  useStyleRules(useDesk().view.afterPaint, rulesOf);
}

function rulesOf(state: Parameters<typeof highlightedIds>[0]): string {
  const selector = highlightedIds(state)
    .map((id) => `.mention[data-entities~="${id}"]`)
    .join();
  return selector === '' ? '' : `${selector}{--tint:var(--lit)}`;
}

/** Colours the page by kind where the user wants it so. */
export function useColouring(): void {
  useStyleRules(useDesk().session, rulesOfKinds);
}

function rulesOfKinds({ preferences }: SessionState): string {
  return kindRules(preferences.colouring);
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
