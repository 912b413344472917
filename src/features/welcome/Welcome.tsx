import { FileText, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';
import { SampleText } from './SampleText.tsx';

interface Props {
  /** The button that adds frames. */
  readonly addFrames: ReactNode;
  readonly onOpenOutput: () => void;
}

/** The page before the first run: what StoryLens does, and three ways to start. */
export function Welcome({ addFrames, onOpenOutput }: Props): ReactNode {
  const session = useSession();
  return (
    <div className="mx-auto max-w-[560px]">
      <h1 className="font-serif text-[34px] leading-[1.15] font-semibold tracking-[-0.015em] wide:text-[40px]">
        See what the model means.
      </h1>
      <p className="mt-4 font-serif text-[18px] leading-[1.55]">
        QwenStoryteller looks at a sequence of frames, lists the people and things in each frame, and writes a story.
        Tags connect the words of the story to places in the frames. StoryLens shows you these places.
      </p>
      <SampleText />
      <div className="mt-6 flex flex-wrap gap-2.5">
        <Button kind="primary" className="h-10 px-4 text-[14px]" onClick={() => void session.playDemo()}>
          <Play size={15} aria-hidden /> Try the demo
        </Button>
        {addFrames}
        <Button kind="quiet" className="h-10" onClick={onOpenOutput}>
          <FileText size={15} aria-hidden /> Open an output
        </Button>
      </div>
      <p className="mt-3 text-soft">
        The demo needs no server. You can also drop or paste pictures anywhere on this page.
      </p>
    </div>
  );
}
