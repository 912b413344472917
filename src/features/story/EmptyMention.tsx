import type { ReactNode } from 'react';
import type { FrameNo, Identities, Mention } from '../../grounding/index.ts';

interface Props {
  readonly mention: Mention;
  readonly frame: FrameNo | null;
  readonly identities: Identities;
}

/** The mark of a mention without words: the names of what it mentions, else what its tag says. */
export function EmptyMention({ mention, frame, identities }: Props): ReactNode {
  const names = mention.ids.map((id) => identities.name(id, frame) ?? id);
  return <small className="text-[0.78em]">∅ {[...names, ...mention.unknown].join(', ') || mention.tag}</small>;
}
