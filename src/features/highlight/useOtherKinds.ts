import { emptyDocument, identitiesOf, isUsualId } from '../../grounding/base.ts';
import type { SessionState } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';
import { useStyleRules } from '../../ui/index.ts';
import { otherKindRules } from '../../theme/index.ts';

/** Colours IDs of other shapes, whose kind only their table shows. A file of its own, because it loads with the tables. */
export function useOtherKinds(): void {
  useStyleRules(useDesk().session, rulesOf);
}

function rulesOf({ preferences, run }: SessionState): string {
  if (preferences.colouring === 'identity') return '';
  const doc = run?.doc ?? emptyDocument;
  const identities = identitiesOf(doc);
  return otherKindRules(doc.entities.filter((id) => !isUsualId(id)).map((id) => [id, identities.kind(id)]));
}
