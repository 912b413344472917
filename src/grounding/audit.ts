// The audit of a completion: which parts are grounded, and which are made up. The page loads it on demand.
export type { FrameSizes } from './audit/boxes.ts';
export { FINDING_GROUPS, FINDING_KINDS } from './audit/finding.ts';
export type { Finding, FindingGroup, FindingKind } from './audit/finding.ts';
export { findingsOf } from './audit/findings.ts';
export type { Findings } from './audit/findings.ts';
export { settledEnd, settledOf } from './audit/settled.ts';
export { eachMention } from './mentions.ts';
