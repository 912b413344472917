/** The kinds of findings, in the order in which they are listed. */
export const KINDS = ['cot-rejected', 'story-rejected'];
