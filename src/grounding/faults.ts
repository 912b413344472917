import { append, writable } from './copy.ts';
import type { Fresh } from './copy.ts';
import type { EntityId, FrameNo, MentionTag, Range } from './types.ts';

/** Deviations from the format with a clear meaning. */
export type Unusual =
  | 'attributes'
  | 'spaced-tags'
  | 'id-in-place-of-tag'
  | 'tag-in-place-of-closing'
  | 'unclosed-marker'
  | 'wrapper'
  | 'draft'
  | 'other-headings'
  | 'counted-from-zero'
  | 'broken-rows'
  | 'other-tables';

/** A mistake in the syntax of the completion, with its range. `sayFault` describes it. */
export type Fault =
  /** Reported once for a whole completion: `count` times, the first time at `at`, written as in `written`. */
  | {
      readonly type: 'unusual';
      readonly what: Unusual;
      readonly count: number;
      readonly written: string;
      readonly at: Range;
    }
  | { readonly type: 'wrong-closing-tag'; readonly expected: string; readonly found: string; readonly at: Range }
  | { readonly type: 'unclosed-tag' | 'stray-closing-tag' | 'misspelt-tag'; readonly tag: string; readonly at: Range }
  /** `near` is the known ID that was probably meant. */
  | { readonly type: 'unknown-id'; readonly id: string; readonly near: EntityId | null; readonly at: Range }
  | { readonly type: 'mention-without-id' | 'empty-mention'; readonly tag: MentionTag; readonly at: Range }
  | { readonly type: 'unknown-frame'; readonly written: string; readonly at: Range }
  | { readonly type: 'unreadable-box' | 'reversed-box' | 'empty-box'; readonly written: string; readonly at: Range }
  | { readonly type: 'cell-count'; readonly expected: number; readonly found: number; readonly at: Range }
  | { readonly type: 'row-without-id'; readonly written: string; readonly at: Range }
  /** The analysis of a frame has no table, but boxes in its text. */
  | { readonly type: 'boxes-without-table'; readonly frame: FrameNo; readonly count: number; readonly at: Range }
  | { readonly type: 'table-without-image' | 'thinking-unclosed' | 'line-too-long'; readonly at: Range }
  | { readonly type: 'cut-row' | 'cut-tag'; readonly written: string; readonly at: Range };

/** Adds a fault. Unusual forms are counted, not listed, because a whole completion may be written in such a form. */
export function addFault(faults: readonly Fault[], fault: Fault, fresh: Fresh): readonly Fault[] {
  if (fault.type !== 'unusual') return append(faults, fault, fresh);
  const index = faults.findIndex((known) => known.type === 'unusual' && known.what === fault.what);
  const known = faults[index];
  if (known?.type !== 'unusual') return append(faults, fault, fresh);
  const counted = writable(faults, fresh);
  counted[index] = { ...known, count: known.count + fault.count };
  return counted;
}
