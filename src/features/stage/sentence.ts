import type { EntityId, FrameNo, GroundedDocument, Span, StoryFrame } from '../../grounding/index.ts';

/** A mention of the story that is pointed at: by its place, or where that is not known, by whom it names. */
export interface PointedMention {
  readonly ids: readonly EntityId[];
  readonly frame: FrameNo | null;
  /** Where its opening tag begins in the completion. */
  readonly at: number | null;
}

/**
 * Whose boxes are those of “this sentence”: all whom the sentence names in which the mention stands. With nothing
 * pointed at, or nothing of this frame, all whom the frame's text names so far.
 */
export function namedIn(
  story: GroundedDocument['story'],
  frame: FrameNo,
  pointed: PointedMention | null,
): readonly EntityId[] {
  const told = story.filter((part) => part.frame === frame);
  if (pointed !== null && pointed.frame === frame) {
    const of = told.flatMap(sentencesOf).filter((sentence) => sentence.some((span) => isAt(span, pointed)));
    if (of.length > 0) return idsOf(of.flat());
  }
  return [...new Set(told.flatMap(({ spans }) => idsIn(spans)))];
}

const named = new WeakMap<readonly Span[], readonly EntityId[]>();

/** Whom a frame's text names; looked for once, since the fold shares the frames that do not grow. */
function idsIn(spans: readonly Span[]): readonly EntityId[] {
  const before = named.get(spans);
  if (before) return before;
  const made = idsOf(spans);
  named.set(spans, made);
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

const cut = new WeakMap<readonly Span[], readonly (readonly Span[])[]>();

/** The spans of each sentence; a span that goes over a full stop belongs to both. */
function sentencesOf({ spans }: StoryFrame): readonly (readonly Span[])[] {
  const before = cut.get(spans);
  if (before) return before;
  const text = spans.map((span) => span.text).join('');
  const placed: { readonly span: Span; readonly from: number; readonly to: number }[] = [];
  let from = 0;
  for (const span of spans) {
    placed.push({ span, from, to: from + span.text.length });
    from += span.text.length;
  }
  const sentences = sentenceRanges(text).map(([begin, end]) =>
    // A mention without words stands where it is, which may be the very end.
    placed.filter((p) => (p.from < end && p.to > begin) || (p.from === p.to && p.from >= begin && p.from <= end)),
  );
  const made = sentences.map((sentence) => sentence.map(({ span }) => span));
  cut.set(spans, made);
  return made;
}

/** A full stop, with what closes a quotation, before white space; in Chinese and Japanese before anything. */
const STOP = /(?:[.!?…]+["'”’»)\]]*(?=\s|$))|[。！？]+[」』”]*|\n\s*\n/gu;
/** What ends with a full stop and no sentence with it: titles, and the initials of a name. */
const TITLE = /(?:^|[\s(“"‘'])(?:Mr|Mrs|Ms|Dr|Prof|St|Mt|Jr|Sr|Lt|Capt|Col|Gen|Sgt|vs|No|\p{Lu})\.$/u;

/** Where the sentences of a text begin and end; the ranges tile it. */
export function sentenceRanges(text: string): readonly (readonly [from: number, to: number])[] {
  const ranges: (readonly [number, number])[] = [];
  let from = 0;
  for (const stop of text.matchAll(STOP)) {
    const end = stop.index + stop[0].length;
    const begun = text.slice(end).trimStart();
    // “Come!” she said.
    if (/^\p{Ll}/u.test(begun) && !stop[0].includes('\n')) continue;
    if (TITLE.test(text.slice(from, end))) continue;
    ranges.push([from, end]);
    from = end;
  }
  if (from < text.length) ranges.push([from, text.length]);
  return ranges;
}
