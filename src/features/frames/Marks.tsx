import type { ReactNode } from 'react';
import { identitiesOf } from '../../grounding/index.ts';
import type { FrameNo } from '../../grounding/index.ts';
import { useDocument } from '../../session/react.tsx';
import { identityStyle } from '../../ui/index.ts';

/** Who is boxed in a frame, a mark of their hue for each. Their names stand in the tables; here they are only seen. */
export function Marks({ frame }: { readonly frame: FrameNo }): ReactNode {
  // As one string, so that a row of another frame changes nothing here.
  const orders = useDocument((document) => {
    const ids = identitiesOf(document)
      .inFrame(frame)
      .map((sighting) => sighting.id);
    return [...new Set(ids)].map((id) => document.entities.indexOf(id)).join(' ');
  });
  return (
    <div className="mt-1.5 flex h-1 gap-[3px] overflow-hidden pl-0.5" aria-hidden>
      {(orders === '' ? [] : orders.split(' ')).map((order) => (
        <i
          key={order}
          className="identity swatch h-1 max-w-3.5 flex-1 rounded-[2px]"
          style={identityStyle(Number(order))}
        />
      ))}
    </div>
  );
}
