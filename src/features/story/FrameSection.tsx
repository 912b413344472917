import { memo } from 'react';
import type { ReactNode } from 'react';
import { identitiesOf } from '../../grounding/base.ts';
import type { FrameNo, Identities, Span } from '../../grounding/base.ts';
import { findingsBySection, isHighlighted, isRunning } from '../../session/index.ts';
import type { Pointed } from '../../session/index.ts';
import { useDoc, usePageState, useSessionParts, useView } from '../../session/react.tsx';
import { marksIn } from './findingMarks.ts';
import type { Marks } from './findingMarks.ts';
import { MarkedText } from './MarkedText.tsx';
import { ordersIn } from './mentionOrder.ts';
import { MentionView } from './MentionView.tsx';
import { Thumbnail } from './Thumbnail.tsx';

/** The story section of one frame, with the frame number in the margin. It renders only when this section changes. */
export const FrameSection = memo(function FrameSection({ index }: { readonly index: number }): ReactNode {
  const section = useDoc((doc) => doc.story[index]);
  const orders = useSessionParts(({ run }) =>
    ordersIn(run?.doc.story[index]?.spans ?? NONE, run?.doc.entities ?? NONE),
  );
  const marks = useSessionParts((state) =>
    marksIn(state.run?.doc.story[index]?.spans ?? NONE, findingsBySection(state)[index] ?? NONE),
  );
  const identities = useDoc(identitiesOf);
  const writing = usePageState(({ run }) => isRunning(run) && run?.doc.story.length === index + 1);
  // Subscribed here and not in each mention, because a hover would otherwise notify 2,000 mentions.
  const pinned = useView((state) => state.selection.pinned);
  if (section === undefined) return null;
  const { frame, spans } = section;
  return (
    <section className="story-section grid grid-cols-(--page) gap-x-(--gutter)" data-section={frame ?? ''}>
      <div className="pt-[6px]">{frame !== null && <Thumbnail frame={frame} />}</div>
      <p className="relative font-serif text-[17px] leading-[1.62] whitespace-pre-line [hanging-punctuation:first] wide:text-[18px] wide:leading-[1.68]">
        {spans.map((span, i) => (
          <SpanView
            // An empty mention begins where the text after it begins.
            key={`${span.mention === null ? 'text' : 'mention'} ${span.at[0]}`}
            span={span}
            first={i === 0}
            growing={writing && i === spans.length - 1}
            frame={frame}
            identities={identities}
            order={orders[i] ?? ''}
            marks={marks[i] ?? ''}
            pressed={isPinned(span, frame, pinned)}
          />
        ))}
        {writing && <span className="ml-0.5 inline-block h-[1.05em] w-0.5 bg-accent align-[-0.15em]" aria-hidden />}
      </p>
    </section>
  );
});

function isPinned({ mention }: Span, frame: FrameNo | null, pinned: Pointed | null): boolean {
  return mention !== null && mention.ids.length > 0 && mention.ids.every((id) => isHighlighted(pinned, id, frame));
}

const NONE: readonly never[] = [];

interface SpanProps {
  readonly span: Span;
  /** Whether this is the first span of the frame: the white space after the frame's tag is not shown. */
  readonly first: boolean;
  /** Whether the model is still writing this span: a mention without text may get some. */
  readonly growing: boolean;
  readonly frame: FrameNo | null;
  readonly identities: Identities;
  readonly order: string;
  readonly marks: Marks;
  readonly pressed: boolean;
}

const SpanView = memo(function SpanView(props: SpanProps): ReactNode {
  const { span, first, growing, frame, identities, order, marks, pressed } = props;
  const text = first ? span.text.trimStart() : span.text;
  if (span.mention === null) {
    if (marks === '') return text;
    return <MarkedText text={text} from={span.at[1] - text.length} marks={marks} />;
  }
  if (text === '' && growing) return null;
  const shared = { frame, identities, order, pressed };
  return <MentionView mention={span.mention} text={text} marks={marks} {...shared} />;
});
