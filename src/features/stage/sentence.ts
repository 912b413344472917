import { frameText } from '../../grounding/base.ts';
import type { EntityId, FrameNo, GroundedDocument, Span, StoryFrame } from '../../grounding/base.ts';

/** The mention of the story that the user points at, identified by its offset or, if that is unknown, by its ids. */
export interface PointedMention {
  readonly ids: readonly EntityId[];
  readonly frame: FrameNo | null;
  /** The offset of its opening tag in the completion. */
  readonly at: number | null;
}

/**
 * The entities whose boxes “This sentence” shows: all entities that the sentence of the mention names. If the user
 * points at no mention of this frame, all entities that the frame's text has named so far.
 */
export function namedIn(
  story: GroundedDocument['story'],
  frame: FrameNo,
  pointed: PointedMention | null,
): readonly EntityId[] {
  const sections = story.filter((section) => section.frame === frame);
  if (pointed !== null && pointed.frame === frame) {
    const around = sections.flatMap(sentencesOf).filter((sentence) => sentence.some((span) => isAt(span, pointed)));
    if (around.length > 0) return idsOf(around.flat());
  }
  return [...new Set(sections.flatMap(({ spans }) => idsIn(spans)))];
}

const idsBySpans = new WeakMap<readonly Span[], readonly EntityId[]>();

/** The entities that a frame's text names. Cached, because the parser shares unchanged frames between documents. */
function idsIn(spans: readonly Span[]): readonly EntityId[] {
  const before = idsBySpans.get(spans);
  if (before) return before;
  const made = idsOf(spans);
  idsBySpans.set(spans, made);
  return made;
}

function isAt({ mention }: Span, { ids, at }: PointedMention): boolean {
  for (let each = mention; each !== null; each = each.within) {
    if (at === null ? each.ids.join() === ids.join() : each.at[0] === at) return true;
  }
  return false;
}

function idsOf(spans: readonly Span[]): readonly EntityId[] {
  const ids = new Set<EntityId>();
  for (const { mention } of spans) {
    for (let each = mention; each !== null; each = each.within) for (const id of each.ids) ids.add(id);
  }
  return [...ids];
}

const sentencesBySpans = new WeakMap<readonly Span[], readonly (readonly Span[])[]>();

/** The spans of each sentence. A span that crosses the end of a sentence belongs to both. */
function sentencesOf({ spans }: StoryFrame): readonly (readonly Span[])[] {
  const before = sentencesBySpans.get(spans);
  if (before) return before;
  const { starts, sentences } = frameText({ spans });
  const made = sentences.map(([begin, end]) =>
    spans.filter((span, i) => {
      const from = starts[i] ?? 0;
      const to = from + span.text.length;
      // A mention without text has no length and may be at the very end.
      return (from < end && to > begin) || (from === to && from >= begin && from <= end);
    }),
  );
  sentencesBySpans.set(spans, made);
  return made;
}
