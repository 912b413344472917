import type { GroundedDocument } from './types.ts';

/** The document of the empty completion. */
export const emptyDocument: GroundedDocument = {
  phase: 'waiting',
  thinkTags: [],
  analyses: [],
  narrative: null,
  notes: [],
  story: [],
  faults: [],
  draft: null,
  entities: [],
};
