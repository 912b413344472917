import type { ReactNode } from 'react';
import { identitiesOf } from '../../grounding/index.ts';
import type { EntityId, FrameNo } from '../../grounding/index.ts';
import { useDesk, useDocument } from '../../session/react.tsx';
import { identityStyle } from '../../ui/index.ts';

/** Who is boxed in a frame, a mark of their hue for each. Their names stand in the tables; here they are only seen. */
export function Marks({ frame }: { readonly frame: FrameNo }): ReactNode {
  const { session } = useDesk();
  // As one string, so that a row of another frame changes nothing here.
  const joined = useDocument((document) => {
    const ids = identitiesOf(document)
      .inFrame(frame)
      .map((sighting) => sighting.id);
    return [...new Set(ids)].join(' ');
  });
  const ids = (joined === '' ? [] : joined.split(' ')) as EntityId[];
  // Entities only ever join at the end, so the place of one that is here never changes.
  const entities = session.getState().reading?.document.entities ?? ids;
  return (
    <div className="mt-1.5 flex h-1 gap-[3px] overflow-hidden pl-0.5" aria-hidden>
      {ids.map((id) => (
        <i
          key={id}
          className="identity swatch h-1 max-w-3.5 flex-1 rounded-[2px]"
          style={identityStyle(id, entities.indexOf(id))}
        />
      ))}
    </div>
  );
}
