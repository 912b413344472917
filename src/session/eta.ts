import { liveFrame } from './selectors.ts';
import type { Reading } from './types.ts';

// Characters of the real sample of 17 frames: 17,453 of tables, 700 of narrative structure, 9,473 of story. The demo's
// shares are the same (0.53).
const STORY_PER_TABLES = 0.54;
const NARRATIVE_PER_TABLES = 0.04;

/**
 * About how many milliseconds the answer will still take, from the frames that are done, their length and the speed at
 * which it comes. Null where nothing can be said yet, or where the model speaks of more frames than there are.
 */
export function etaOf({ completion, doc, frames, run }: Reading, now: number): number | null {
  const count = frames.length;
  if (run === null || run.firstTextAt === null || run.status !== 'streaming' || count === 0) return null;
  const at = liveFrame(doc);
  const came = completion.length - (run.seams.at(-1)?.at ?? 0);
  const took = now - run.firstTextAt;
  if (at === null || at > count || came <= 0 || took <= 0) return null;
  // The frame at hand counts as half done.
  const done = at - 0.5;
  const begin = doc.phase === 'writing' ? doc.story[0]?.spans[0]?.at[0] : undefined;
  let left: number;
  if (begin === undefined) {
    const analysed = doc.narrative === null ? done : count;
    left = (completion.length / analysed) * (count - analysed + count * (STORY_PER_TABLES + NARRATIVE_PER_TABLES));
  } else {
    left = ((completion.length - begin) / done) * (count - done);
  }
  return (left / came) * took;
}
