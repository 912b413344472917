import { identitiesOf } from './identity.ts';
import { mentionsIn } from './mentions.ts';
import type { EntityId, EntityKind, FrameNo, GroundedDocument, StoryFrame } from './types.ts';

/** How an entity occurs in one frame. A frame without it has no such record. */
export interface FramePresence {
  readonly boxed: boolean;
  /** The number of its mentions in the frame, by `gdo` or `gdl`. */
  readonly mentions: number;
  /** The number of its actions in the frame, by `gda`. */
  readonly actions: number;
}

/** How one entity occurs in the whole document. */
export interface Presence {
  readonly id: EntityId;
  readonly kind: EntityKind;
  /** The entity's first name in the tables; else the first words of the story that mention it alone; else null. */
  readonly name: string | null;
  /** The first frame in which the entity occurs; null if there is none. */
  readonly first: FrameNo | null;
  /** The number of mentions in all frames and outside of them. */
  readonly mentions: number;
  readonly actions: number;
  /** The number of frames in which the entity has a box, a mention or an action. */
  readonly persistence: number;
  readonly frames: ReadonlyMap<FrameNo, FramePresence>;
}

/** How an entity occurs in one part of the story. */
interface Count {
  mentions: number;
  actions: number;
  words: string | null;
}

const cache = new WeakMap<GroundedDocument, readonly Presence[]>();
// While the story grows, only its last frame is a new object. The frames before it need not be counted again.
const counted = new WeakMap<StoryFrame, ReadonlyMap<EntityId, Count>>();

/** All entities in the order of their first appearance. Computed once for each document, in linear time. */
export function presenceOf(doc: GroundedDocument): readonly Presence[] {
  const known = cache.get(doc);
  if (known) return known;
  const made = gather(doc);
  cache.set(doc, made);
  return made;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Gathered {
  mentions: number;
  actions: number;
  words: string | null;
  readonly frames: Map<FrameNo, Mutable<FramePresence>>;
}

function gather(doc: GroundedDocument): readonly Presence[] {
  const identities = identitiesOf(doc);
  const all = new Map<EntityId, Gathered>();
  for (const id of doc.entities) {
    const one: Gathered = { mentions: 0, actions: 0, words: null, frames: new Map() };
    for (const { frame } of identities.of(id)) one.frames.set(frame, { boxed: true, mentions: 0, actions: 0 });
    all.set(id, one);
  }
  for (const part of doc.story) {
    for (const [id, count] of countIn(part)) {
      const one = all.get(id);
      if (one === undefined) continue;
      one.mentions += count.mentions;
      one.actions += count.actions;
      one.words ??= count.words;
      if (part.frame === null) continue;
      const there = one.frames.get(part.frame);
      if (there === undefined) {
        one.frames.set(part.frame, { boxed: false, mentions: count.mentions, actions: count.actions });
      } else {
        there.mentions += count.mentions;
        there.actions += count.actions;
      }
    }
  }
  return Array.from(all, ([id, { mentions, actions, words, frames }]) => {
    let first: FrameNo | null = null;
    for (const frame of frames.keys()) if (first === null || frame < first) first = frame;
    const name = identities.name(id, null) ?? words;
    return { id, kind: identities.kind(id), name, first, mentions, actions, persistence: frames.size, frames };
  });
}

function countIn(part: StoryFrame): ReadonlyMap<EntityId, Count> {
  const known = counted.get(part);
  if (known) return known;
  const made = new Map<EntityId, Count>();
  for (const [mention, text] of mentionsIn(part)) {
    for (const id of mention.ids) {
      let count = made.get(id);
      if (count === undefined) made.set(id, (count = { mentions: 0, actions: 0, words: null }));
      if (mention.tag === 'gda') count.actions++;
      else {
        count.mentions++;
        if (mention.ids.length === 1) count.words ??= text.trim().replaceAll(/\s+/g, ' ') || null;
      }
    }
  }
  counted.set(part, made);
  return made;
}
