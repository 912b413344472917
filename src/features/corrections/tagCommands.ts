import { identitiesOf, isSettingElement, isUsualId, sayCount } from '../../grounding/base.ts';
import type { EntityId, FrameNo, GroundedDocument, Mention, MentionTag, Range } from '../../grounding/base.ts';
import { closeTag, retag, tagWords, untag } from '../../grounding/editing.ts';
import type { Replacement } from '../../grounding/editing.ts';
import type { ShownRun, TagTarget } from '../../session/index.ts';

type Corrected = Pick<ShownRun, 'completion' | 'doc'>;

/** The words that a dialog is about: selected words, or those of a mention with its tag. */
export interface TaggedWords {
  readonly text: string;
  readonly frame: FrameNo | null;
  /** Null if the words are not tagged yet. */
  readonly mention: Mention | null;
  readonly at: Range;
}

/** Finds the words of a target. Null if the text has changed since and they are no longer there. */
export function wordsOf({ doc }: Corrected, target: TagTarget): TaggedWords | null {
  if ('words' in target) {
    const [from, to] = target.words;
    const part = doc.story.findLast(({ tags }) => tags.opening[0] <= from);
    if (part === undefined) return null;
    const pieces = part.spans.map(({ text, at }) => text.slice(Math.max(0, from - at[0]), Math.max(0, to - at[0])));
    return { text: pieces.join(''), frame: part.frame, mention: null, at: [from, to] };
  }
  for (const { spans, frame } of doc.story) {
    const inside = spans.filter(({ mention }) => mentionsOf(mention).some(({ at }) => at[0] === target.mention));
    const mention = inside.flatMap((span) => mentionsOf(span.mention)).find(({ at }) => at[0] === target.mention);
    const [first] = inside;
    const last = inside.at(-1);
    if (mention && first && last)
      return { text: inside.map(({ text }) => text).join(''), frame, mention, at: [first.at[0], last.at[1]] };
  }
  return null;
}

function mentionsOf(innermost: Mention | null): readonly Mention[] {
  const all: Mention[] = [];
  for (let mention = innermost; mention !== null; mention = mention.within) all.push(mention);
  return all;
}

/** The identities that a tag can name: those of the frame first, then the others of the story. */
export function choicesFor(doc: GroundedDocument, frame: FrameNo | null): readonly EntityId[] {
  const here =
    frame === null
      ? []
      : identitiesOf(doc)
          .inFrame(frame)
          .map(({ id }) => id);
  return [...new Set([...here, ...doc.entities.filter((id) => !isSettingElement(id))])];
}

/** A correction that is ready, or a sentence that says why it is not possible. */
export type PlannedTag =
  | { readonly ok: true; readonly replacements: readonly Replacement[]; readonly label: string }
  | { readonly ok: false; readonly problem: string };

/** Prepares the tag of words that have none, or another tag for those that have one. */
export function planTag(
  { doc }: Corrected,
  { text, mention, at }: TaggedWords,
  tag: MentionTag,
  ids: readonly EntityId[],
): PlannedTag {
  const wrong = ids.find((id) => !isUsualId(id) && !doc.entities.includes(id));
  if (wrong !== undefined) {
    return { ok: false, problem: `“${wrong}” is no ID. An ID is char, obj, lm or bg and a number, such as char3.` };
  }
  if (ids.length === 0) return { ok: false, problem: 'Choose at least one identity.' };
  const named = `${tag} ${ids.join(' ')}`;
  if (mention !== null) {
    if (mention.tag === tag && mention.ids.join() === ids.join() && mention.unknown.length === 0)
      return { ok: false, problem: `The words have this tag: ${named}.` };
    return { ok: true, replacements: retag(doc, mention, tag, ids), label: `Tag “${text}” as ${named}` };
  }
  const replacements = tagWords(doc, at, tag, ids);
  return replacements === null
    ? { ok: false, problem: 'The words cross a tag. Select words inside or outside of it.' }
    : { ok: true, replacements, label: `Tag “${text}” as ${named}` };
}

/** Prepares the removal of a mention's tags. */
export function planUntag({ doc }: Corrected, { text, mention }: TaggedWords): PlannedTag | null {
  if (mention === null) return null;
  return { ok: true, replacements: untag(doc, mention), label: `Remove the tag of “${text}”` };
}

/** Prepares the missing closing tag of a mention; null if it has one. */
export function planClosing({ doc }: Corrected, { text, mention }: TaggedWords): PlannedTag | null {
  const replacements = mention === null ? null : closeTag(doc, mention);
  if (replacements === null) return null;
  return { ok: true, replacements, label: `Close the tag after ${sayCount(text.length, 'character')}` };
}
