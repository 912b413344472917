import type { EntityKind, MentionTag } from '../grounding/base.ts';

/** What the page calls a kind of entities, and its hue when colouring by kind, in degrees of OKLCH. */
interface KindLook {
  readonly kind: EntityKind;
  readonly one: string;
  readonly many: string;
  readonly hue: number;
}

/** The kinds of entities, in the order in which the page lists them. */
export const KINDS: readonly KindLook[] = [
  { kind: 'char', one: 'character', many: 'Characters', hue: 28 },
  { kind: 'obj', one: 'object', many: 'Objects', hue: 85 },
  { kind: 'lm', one: 'landmark', many: 'Landmarks', hue: 300 },
  { kind: 'bg', one: 'background', many: 'Backgrounds', hue: 215 },
];

/** What the page calls a kind of tags: one mention with it, and what it marks. */
interface TagLook {
  readonly one: string;
  readonly marks: string;
}

/** The kinds of tags in the story. */
export const TAGS: Readonly<Record<MentionTag, TagLook>> = {
  gdo: { one: 'mention', marks: 'person or thing' },
  gda: { one: 'action', marks: 'action' },
  gdl: { one: 'place', marks: 'place' },
};

/** The hue of a kind, in degrees of OKLCH. */
export function hueOfKind(kind: EntityKind): number {
  return KINDS.find((each) => each.kind === kind)?.hue ?? 0;
}
