/** Why something could not be saved, and what to do. */
export function sayProblem(error: unknown): string {
  if (error instanceof Error && error.name === 'QuotaExceededError')
    return 'The browser’s storage for this page is full. Delete sequences in the library, or export them.';
  return `The browser could not save this (${error instanceof Error ? error.message : String(error)}). StoryLens tries again.`;
}
