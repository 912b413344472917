import type { EntityId, FrameNo, Range } from '../types.ts';

/** Every kind of finding, in the order in which they are listed, with its group. */
export const FINDING_GROUPS = {
  references: [
    'no-row',
    'other-frame',
    'wrong-kind',
    'setting-element',
    'empty-tag',
    'nested-tag',
    'crossing-tag',
    'doubled-tag',
    'wrong-closing',
    'one-place',
  ],
  words: [
    'untagged-name',
    'untagged-name-in-speech',
    'untagged-pronoun',
    'untagged-object',
    'bare-mention',
    'two-names-in-story',
    'action-without-subject',
  ],
  boxes: ['no-box', 'unreadable-box', 'empty-box', 'outside', 'whole-frame', 'same-box', 'copied-box', 'two-boxes'],
  identity: ['two-names', 'shared-name', 'changed-description', 'jump'],
  structure: [
    'not-analysed',
    'not-written',
    'written-twice',
    'out-of-order',
    'unknown-frame',
    'no-tables',
    'no-narrative',
    'phase-missing',
    'unknown-setting',
    'no-thinking',
    'cut-off',
  ],
} as const;

export type FindingGroup = keyof typeof FINDING_GROUPS;
export type FindingKind = (typeof FINDING_GROUPS)[FindingGroup][number];

/** All kinds, in their order. */
export const FINDING_KINDS: readonly FindingKind[] = Object.values(FINDING_GROUPS).flat();

/** What the audit found. */
export interface Finding {
  readonly kind: FindingKind;
  /** A `note` is only information: the text may be right as it is. */
  readonly severity: 'note' | 'finding';
  /** The place in the completion; empty if something is missing there. */
  readonly at: Range;
  /** Null if the finding is about the whole story. */
  readonly frame: FrameNo | null;
  readonly entities: readonly EntityId[];
  /** One sentence with the numbers. */
  readonly sentence: string;
}

/** Makes a finding. `note` makes one with the severity `note`. */
export function finding(
  kind: FindingKind,
  at: Range,
  frame: FrameNo | null,
  entities: readonly EntityId[],
  sentence: string,
): Finding {
  return { kind, severity: 'finding', at, frame, entities, sentence };
}

export function note(...given: Parameters<typeof finding>): Finding {
  return { ...finding(...given), severity: 'note' };
}

/** A text of the model for use in a sentence: one line, and not too long. */
export function quoted(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return `“${line.length > 60 ? `${line.slice(0, 60)}…` : line}”`;
}
