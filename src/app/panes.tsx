import type { ReactNode } from 'react';
import { BoxUnitsChoice } from '../features/run/index.ts';
import { StageView } from '../features/stage/index.ts';
import { Story } from '../features/story/index.ts';
import { PaneBoundary } from './Boundaries.tsx';

/** The story, with the messages at its end. */
export function StoryPane({ messages }: { readonly messages: ReactNode }): ReactNode {
  return (
    <PaneBoundary name="story">
      <Story ending={<Ending>{messages}</Ending>} />
    </PaneBoundary>
  );
}

/** The picture of the current frame, with the choice of box units. */
export function PicturePane(): ReactNode {
  return (
    <PaneBoundary name="picture">
      <StageView room="pane" tools={<BoxUnitsChoice />} />
    </PaneBoundary>
  );
}

/** The messages at the end of the story. A notice stays in view at every scroll position. */
function Ending({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className="story-inset sticky bottom-0 mt-6 max-h-[60dvh] space-y-3 overflow-y-auto bg-sheet not-has-[.notice]:static empty:hidden">
      {children}
    </div>
  );
}
