import type { ReactNode } from 'react';
import { identitiesOf } from '../../grounding/index.ts';
import type { FrameNo } from '../../grounding/index.ts';
import { useScene } from '../../session/react.tsx';
import { identityStyle } from '../../ui/index.ts';

/** Who is boxed in a frame, a mark of their hue for each. Their names stand in the tables; here they are only seen. */
export function Marks({ frame }: { readonly frame: FrameNo }): ReactNode {
  const scene = useScene();
  const ids = [
    ...new Set(
      identitiesOf(scene)
        .inFrame(frame)
        .map((sighting) => sighting.id),
    ),
  ];
  return (
    <div className="mt-1.5 flex h-1 gap-[3px] overflow-hidden pl-0.5" aria-hidden>
      {ids.map((id) => (
        <i
          key={id}
          className="identity swatch h-1 max-w-3.5 flex-1 rounded-[2px]"
          style={identityStyle(scene.entities.indexOf(id))}
        />
      ))}
    </div>
  );
}
