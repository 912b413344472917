import type { ReactNode } from 'react';
import type { FrameNo, Identities, Mention } from '../../grounding/base.ts';

interface Props {
  readonly mention: Mention;
  readonly frame: FrameNo | null;
  readonly identities: Identities;
}

/** The mark of a mention without words. It shows what the tag names or, if the tag names nothing, the tag itself. */
export function EmptyMention({ mention, frame, identities }: Props): ReactNode {
  const names = mention.ids.map((id) => identities.name(id, frame) ?? id);
  return <small className="text-[0.78em]">∅ {[...names, ...mention.unknown].join(', ') || mention.tag}</small>;
}
