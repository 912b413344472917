import { liveFrame } from './selectors.ts';
import type { ShownRun } from './types.ts';

// Measured in the real sample of 17 frames: 17,453 characters of tables, 700 of narrative structure, 9,473 of story. In
// the demo the story has almost the same share (0.53).
const STORY_PER_TABLES = 0.54;
const NARRATIVE_PER_TABLES = 0.04;

/**
 * Estimates the milliseconds until the answer is complete, from the frames that are done, their length and the speed.
 * Null if there is no text yet, or if the model writes about more frames than there are.
 */
export function etaOf({ completion, doc, frames, progress }: ShownRun, now: number): number | null {
  const count = frames.length;
  if (progress === null || progress.firstTextAt === null || progress.status !== 'streaming' || count === 0) return null;
  const current = liveFrame(doc);
  const written = completion.length - (progress.seams.at(-1)?.at ?? 0);
  const elapsed = now - progress.firstTextAt;
  if (current === null || current > count || written <= 0 || elapsed <= 0) return null;
  // The current frame counts as half done.
  const done = current - 0.5;
  const storyStart = doc.phase === 'writing' ? doc.story[0]?.spans[0]?.at[0] : undefined;
  let left: number;
  if (storyStart === undefined) {
    const analysed = doc.narrative === null ? done : count;
    left = (completion.length / analysed) * (count - analysed + count * (STORY_PER_TABLES + NARRATIVE_PER_TABLES));
  } else {
    left = ((completion.length - storyStart) / done) * (count - done);
  }
  return (left / written) * elapsed;
}
