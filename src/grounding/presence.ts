import { entityKind } from './grammar.ts';
import { identitiesOf } from './identity.ts';
import type { EntityId, EntityKind, FrameNo, GroundedDocument, Mention, StoryFrame } from './types.ts';

/** What an entity is in one frame. Where it is nothing at all, there is no such record. */
export interface FramePresence {
  readonly boxed: boolean;
  /** How often it is referred to there, by `gdo` or `gdl`. */
  readonly mentions: number;
  /** How often it acts there, by `gda`. */
  readonly actions: number;
}

/** One entity through the whole document. */
export interface Presence {
  readonly id: EntityId;
  readonly kind: EntityKind;
  /** As the tables first call it; else the first words of the story that stand for it alone; else null. */
  readonly name: string | null;
  /** The lowest frame it is in; null while it is in none. */
  readonly first: FrameNo | null;
  /** In all frames, and in what is told outside of them. */
  readonly mentions: number;
  readonly actions: number;
  /** In how many frames it is boxed, mentioned or acting. */
  readonly persistence: number;
  readonly frames: ReadonlyMap<FrameNo, FramePresence>;
}

/** What one stretch of the story says of an entity. */
interface Told {
  mentions: number;
  actions: number;
  words: string | null;
}

const cache = new WeakMap<GroundedDocument, readonly Presence[]>();
// While the story grows only its last frame is another object: the ones before it are not counted again.
const counted = new WeakMap<StoryFrame, ReadonlyMap<EntityId, Told>>();

/** Who is where and how, in the order of first appearance; made once for each document, in linear time. */
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
    for (const [id, told] of countIn(part)) {
      const one = all.get(id);
      if (one === undefined) continue;
      one.mentions += told.mentions;
      one.actions += told.actions;
      one.words ??= told.words;
      if (part.frame === null) continue;
      const there = one.frames.get(part.frame);
      if (there === undefined) {
        one.frames.set(part.frame, { boxed: false, mentions: told.mentions, actions: told.actions });
      } else {
        there.mentions += told.mentions;
        there.actions += told.actions;
      }
    }
  }
  return Array.from(all, ([id, { mentions, actions, words, frames }]) => {
    let first: FrameNo | null = null;
    for (const frame of frames.keys()) if (first === null || frame < first) first = frame;
    const name = identities.name(id, null) ?? words;
    return { id, kind: entityKind(id), name, first, mentions, actions, persistence: frames.size, frames };
  });
}

function countIn(part: StoryFrame): ReadonlyMap<EntityId, Told> {
  const known = counted.get(part);
  if (known) return known;
  const made = new Map<EntityId, Told>();
  for (const [mention, text] of mentionsIn(part)) {
    for (const id of mention.ids) {
      let told = made.get(id);
      if (told === undefined) made.set(id, (told = { mentions: 0, actions: 0, words: null }));
      if (mention.tag === 'gda') told.actions++;
      else {
        told.mentions++;
        if (mention.ids.length === 1) told.words ??= text.trim().replaceAll(/\s+/g, ' ') || null;
      }
    }
  }
  counted.set(part, made);
  return made;
}

/** Each mention once, with its text: one that has another within it is in several spans. */
function mentionsIn(part: StoryFrame): ReadonlyMap<Mention, string> {
  const texts = new Map<Mention, string>();
  for (const span of part.spans)
    for (let mention = span.mention; mention !== null; mention = mention.within)
      texts.set(mention, (texts.get(mention) ?? '') + span.text);
  return texts;
}
