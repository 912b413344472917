import { memo } from 'react';
import type { ReactNode } from 'react';
import { identitiesOf } from '../../grounding/index.ts';
import type { EntityId, FrameNo, Identities, Span } from '../../grounding/index.ts';
import { isRunning } from '../../session/index.ts';
import { useDoc, useSession, useView } from '../../session/react.tsx';
import { MentionView } from './MentionView.tsx';
import { Thumbnail } from './Thumbnail.tsx';

/** What is told of one frame, with its number in the margin. It renders again only when it changes itself. */
export const FrameSection = memo(function FrameSection({ index }: { readonly index: number }): ReactNode {
  const told = useDoc((doc) => doc.story[index]);
  const identities = useDoc(identitiesOf);
  const writing = useSession(({ reading }) => isRunning(reading) && reading?.doc.story.length === index + 1);
  // Here and not in each mention: a hover would ask 2,000 of them.
  const pinned = useView((state) => state.pinned?.ids ?? NOBODY);
  if (told === undefined) return null;
  const { frame, spans } = told;
  return (
    <section className="told grid grid-cols-(--page) gap-x-(--gutter)" data-told={frame ?? ''}>
      <div className="pt-[6px]">{frame !== null && <Thumbnail frame={frame} />}</div>
      <p className="font-serif text-[17px] leading-[1.62] whitespace-pre-line [hanging-punctuation:first] wide:text-[18px] wide:leading-[1.68]">
        {spans.map((span, i) => (
          <SpanView
            key={span.at[0]}
            span={span}
            first={i === 0}
            growing={writing && i === spans.length - 1}
            frame={frame}
            identities={identities}
            pressed={isPinned(span, pinned)}
          />
        ))}
        {writing && <span className="ml-0.5 inline-block h-[1.05em] w-0.5 bg-accent align-[-0.15em]" aria-hidden />}
      </p>
    </section>
  );
});

const NOBODY: readonly EntityId[] = [];

function isPinned({ mention }: Span, pinned: readonly EntityId[]): boolean {
  return mention !== null && mention.ids.length > 0 && mention.ids.every((id) => pinned.includes(id));
}

interface SpanProps {
  readonly span: Span;
  /** The white space that follows the frame's tag is not shown. */
  readonly first: boolean;
  /** More may be said of it: a mention without words may only not have them yet. */
  readonly growing: boolean;
  readonly frame: FrameNo | null;
  readonly identities: Identities;
  readonly pressed: boolean;
}

const SpanView = memo(function SpanView({ span, first, growing, frame, identities, pressed }: SpanProps): ReactNode {
  const text = first ? span.text.trimStart() : span.text;
  if (span.mention === null) return text;
  if (text === '' && growing) return null;
  return <MentionView mention={span.mention} text={text} frame={frame} identities={identities} pressed={pressed} />;
});
