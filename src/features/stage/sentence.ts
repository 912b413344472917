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
  const text = spans.map((span) => span.text).join('');
  const placed: { readonly span: Span; readonly from: number; readonly to: number }[] = [];
  let from = 0;
  for (const span of spans) {
    placed.push({ span, from, to: from + span.text.length });
    from += span.text.length;
  }
  const sentences = sentenceRanges(text).map(([begin, end]) =>
    // A mention without text has no length and may be at the very end.
    placed.filter((p) => (p.from < end && p.to > begin) || (p.from === p.to && p.from >= begin && p.from <= end)),
  );
  const made = sentences.map((sentence) => sentence.map(({ span }) => span));
  sentencesBySpans.set(spans, made);
  return made;
}

/**
 * The end of a sentence: a stop with closing quotes, before white space. In Chinese and Japanese no white space is
 * needed.
 */
const STOP = /(?:[.!?…]+["'”’»)\]]*(?=\s|$))|[。！？]+[」』”]*|\n\s*\n/gu;
/** Abbreviations whose full stop does not end a sentence: titles and initials. */
const ABBREVIATION = /(?:^|[\s(“"‘'])(?:Mr|Mrs|Ms|Dr|Prof|St|Mt|Jr|Sr|Lt|Capt|Col|Gen|Sgt|vs|No|\p{Lu})\.$/u;

/** The sentences of a text as half-open ranges that cover it without gaps. */
export function sentenceRanges(text: string): readonly (readonly [from: number, to: number])[] {
  const ranges: (readonly [number, number])[] = [];
  let from = 0;
  for (const stop of text.matchAll(STOP)) {
    const end = stop.index + stop[0].length;
    const next = text.slice(end).trimStart();
    // “Come!” she said. A lower-case letter continues the sentence.
    if (/^\p{Ll}/u.test(next) && !stop[0].includes('\n')) continue;
    if (ABBREVIATION.test(text.slice(from, end))) continue;
    ranges.push([from, end]);
    from = end;
  }
  if (from < text.length) ranges.push([from, text.length]);
  return ranges;
}
