import { FileText, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDesk } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';

interface Props {
  /** The button that adds frames. */
  readonly addFrames: ReactNode;
  readonly onOpenOutput: () => void;
}

/** The first page: what this is, and the ways in. */
export function Welcome({ addFrames, onOpenOutput }: Props): ReactNode {
  const desk = useDesk();
  return (
    <div className="mx-auto max-w-[560px]">
      <h1 className="font-serif text-[34px] leading-[1.15] font-semibold tracking-[-0.015em] wide:text-[40px]">
        See what the model means.
      </h1>
      <p className="mt-4 font-serif text-[18px] leading-[1.55]">
        QwenStoryteller looks at a sequence of frames, notes who and what is in each of them, and tells a story whose
        words point back into the pictures. StoryLens shows you where.
      </p>
      <Specimen />
      <div className="mt-6 flex flex-wrap gap-2.5">
        <Button kind="primary" className="h-10 px-4 text-[14px]" onClick={() => void desk.playDemo()}>
          <Play size={15} aria-hidden /> Try the demo
        </Button>
        {addFrames}
        <Button kind="quiet" className="h-10" onClick={onOpenOutput}>
          <FileText size={15} aria-hidden /> Open an output
        </Button>
      </div>
      <p className="mt-3 text-soft">
        The demo needs no server. Pictures can also be dropped or pasted anywhere on this page.
      </p>
    </div>
  );
}

/** A sentence as StoryLens sets it, with what each kind of line says. */
function Specimen(): ReactNode {
  return (
    <figure className="mt-6 rounded-xl border border-line bg-sheet px-5 py-4">
      <p className="font-serif text-[19px] leading-[1.7]" aria-hidden>
        <Sample tag="gdo" hue={28}>
          Mara
        </Sample>{' '}
        <Sample tag="gda" hue={28}>
          climbed
        </Sample>{' '}
        to{' '}
        <Sample tag="gdl" hue={304}>
          the lighthouse
        </Sample>
        . Nobody looked at{' '}
        <Sample tag="gdl" hue={0} grounded="none">
          the harbour
        </Sample>
        .
      </p>
      <figcaption className="mt-2 text-[12px] text-soft">
        A solid line is somebody or something, a dotted one what they do, a frame a place. A colour is one identity,
        through all frames. A wavy line is grounded in nothing.
      </figcaption>
    </figure>
  );
}

interface SampleProps {
  readonly tag: 'gdo' | 'gda' | 'gdl';
  readonly hue: number;
  readonly grounded?: 'here' | 'none';
  readonly children: ReactNode;
}

function Sample({ tag, hue, grounded = 'here', children }: SampleProps): ReactNode {
  // Drawn like a mention, without being one: it points at nothing.
  return (
    <span
      className={`mention identity pointer-events-none mention-${tag} mention-${grounded}`}
      style={{ '--hue': hue } as React.CSSProperties}
    >
      {children}
    </span>
  );
}
