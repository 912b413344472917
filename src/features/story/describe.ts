import { groundingOf } from '../../grounding/index.ts';
import type { EntityId, FrameNo, Identities, Mention } from '../../grounding/index.ts';

/** Who a mention names and where each of them is boxed, for a screen reader: `Ines (char1), boxed in this image`. */
export function describeMention(mention: Mention, frame: FrameNo | null, identities: Identities): string {
  if (mention.ids.length === 0) return 'Names nobody';
  return mention.ids.map((id) => describeReference(id, frame, identities)).join('; ');
}

function describeReference(id: EntityId, frame: FrameNo | null, identities: Identities): string {
  const name = identities.name(id, frame);
  const who = name === null ? id : `${name} (${id})`;
  switch (groundingOf(identities, id, frame)) {
    case 'here':
      return `${who}, boxed in this image`;
    case 'elsewhere':
      return `${who}, boxed in image ${[...new Set(identities.of(id).map((s) => s.frame))].join(', ')} but not in this one`;
    case 'none':
      return `${who}, boxed in no image`;
  }
}
