import { useEffect } from 'react';
import { emptyDocument, identitiesOf, isUsualId } from '../grounding/base.ts';
import type { EntityKind } from '../grounding/base.ts';
import type { SessionState } from '../session/index.ts';
import { useSession } from '../session/react.tsx';
import { kindHues } from '../theme/index.ts';

/** Colours the page by kind if the user has chosen that: the variables of the hues are on the root, dialogs included. */
export function useColouring(): void {
  // One string, so that the effect runs only when an ID, its kind or the choice changes.
  const others = useSession(otherKindsIn);
  useEffect(() => {
    if (others === null) return undefined;
    const hues = kindHues(others.split(' ').flatMap((each) => (each === '' ? [] : [each.split('=') as OtherKind])));
    const { style } = document.documentElement;
    for (const [name, hue] of hues) style.setProperty(name, hue);
    return () => {
      for (const name of hues.keys()) style.removeProperty(name);
    };
  }, [others]);
}

type OtherKind = [id: string, kind: EntityKind];

/** The IDs that do not begin with their kind, as `id=kind`, if the page is coloured by kind; null otherwise. */
function otherKindsIn({ preferences, run }: SessionState): string | null {
  if (preferences.colouring === 'identity') return null;
  const identities = identitiesOf(run?.doc ?? emptyDocument);
  const others = (run?.doc.entities ?? []).filter((id) => !isUsualId(id));
  return others.map((id) => `${id}=${identities.kind(id)}`).join(' ');
}
