import type { EntityId, FrameNo } from '../grounding/base.ts';

/** What the audit lists: its findings, or everything that can be judged. */
export type AuditList = 'findings' | 'mentions' | 'boxes';

/** What the audit lists, and where its walk is. */
export interface AuditView {
  readonly list: AuditList;
  /** The filters; null lists all. */
  readonly kind: string | null;
  readonly frame: FrameNo | null;
  readonly entity: EntityId | null;
  /** Whether the walk is active. Only then digits are verdicts. */
  readonly walking: boolean;
  /** The key of the entry at which the walk is; null before the first. */
  readonly at: string | null;
  /** The note of the next verdict; null if the user has not written one. */
  readonly note: string | null;
}
