import { useEffect } from 'react';
import { emptyDocument, identitiesOf, isUsualId } from '../grounding/base.ts';
import { usePageState } from '../session/react.tsx';

/**
 * Gives the styles the kind of each ID that does not begin with its kind, such as `1-boat-0` in a table of objects. The
 * variables have no value unless the page is coloured by kind.
 */
export function useOtherKinds(): void {
  const doc = usePageState(({ run }) => ((run?.doc.entities.every(isUsualId) ?? true) ? emptyDocument : run?.doc));
  useEffect(() => {
    const identities = identitiesOf(doc ?? emptyDocument);
    const hues = (doc?.entities ?? [])
      .filter((id) => !isUsualId(id))
      .map((id) => [`--hue-of-${id}`, `var(--hue-${identities.kind(id)})`] as const);
    const { style } = document.documentElement;
    for (const [name, hue] of hues) style.setProperty(name, hue);
    return () => {
      for (const [name] of hues) style.removeProperty(name);
    };
  }, [doc]);
}
