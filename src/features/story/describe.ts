import { groundingOf } from '../../grounding/index.ts';
import type { EntityId, FrameNo, Identities, Mention } from '../../grounding/index.ts';

/** The description of a mention for screen readers: `Ines (char1), boxed in this image`. */
export function describeMention(mention: Mention, frame: FrameNo | null, identities: Identities): string {
  if (mention.ids.length === 0) return 'Names no identity';
  return mention.ids.map((id) => describeReference(id, frame, identities)).join('; ');
}

function describeReference(id: EntityId, frame: FrameNo | null, identities: Identities): string {
  const name = identities.name(id, frame);
  const title = name === null ? id : `${name} (${id})`;
  switch (groundingOf(identities, id, frame)) {
    case 'here':
      return `${title}, boxed in this image`;
    case 'setting':
      return `${title}, in the setting of this image`;
    case 'elsewhere':
      return `${title}, boxed in image ${[...new Set(identities.of(id).map((s) => s.frame))].join(', ')} but not in this one`;
    case 'none':
      return `${title}, boxed in no image`;
  }
}
