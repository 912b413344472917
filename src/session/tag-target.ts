import type { Range } from '../grounding/base.ts';

/** What the user tags: words of the story, or the mention whose tag begins at an offset. Offsets in the completion. */
export type TagTarget = { readonly words: Range } | { readonly mention: number };
