import { useEffect } from 'react';
import { emptyDocument, identitiesOf, isSettingElement, isUsualId } from '../../grounding/base.ts';
import type { Pointed, SessionState, ViewState } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';
import { useStyleRules } from '../../ui/index.ts';
import { kindRules } from '../../theme/index.ts';

/**
 * Highlights all mentions of the highlighted entities with one style rule instead of rendering them: on a page with 2,000
 * mentions, a hover costs one style recalculation. The parser accepts only letters, digits, `_` and `-` in an ID, so
 * IDs are safe in a selector.
 */
export function useHighlight(): void {
  useStyleRules(useDesk().view.afterPaint, rulesOf);
}

function rulesOf({ hovered, pinned }: Pick<ViewState, 'hovered' | 'pinned'>): string {
  const selector = [...new Set([...selectorsOf(pinned), ...selectorsOf(hovered)])].join();
  return selector === '' ? '' : `${selector}{--tint:var(--lit)}`;
}

/** An element of the setting is highlighted in its own frame only. */
function selectorsOf(pointed: Pointed | null): string[] {
  return (pointed?.ids ?? []).map(
    (id) => `.mention[data-entities~="${id}"]${isSettingElement(id) ? `.setting-${pointed?.frame ?? 0}` : ''}`,
  );
}

/** Colours the page by kind if the user has chosen that. */
export function useColouring(): void {
  useStyleRules(useDesk().session, rulesOfKinds);
}

function rulesOfKinds({ preferences, run }: SessionState): string {
  if (preferences.colouring === 'identity') return '';
  const identities = identitiesOf(run?.doc ?? emptyDocument);
  const others = (run?.doc.entities ?? []).filter((id) => !isUsualId(id));
  return kindRules(others.map((id) => [id, identities.kind(id)]));
}

/** Escape clears the selection, unless it closes an open dialog. */
export function useEscape(): void {
  const { view } = useDesk();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) view.release();
    };
    // On the window, so that it runs last: a component that handles Escape itself has called preventDefault by then.
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [view]);
}
