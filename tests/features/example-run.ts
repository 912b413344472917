import { emptyDocument, parseAll } from '../../src/grounding/index.ts';
import type { ShownRun, Progress } from '../../src/session/index.ts';
import { runWith } from '../session/examples.ts';

/** A run that began at 1,000 ms, with its output so far; null for an opened output. */
export function readingWith(
  progress: NonNullable<Parameters<typeof runWith>[0]> | null,
  completion = '',
  frames = 3,
): ShownRun {
  const streaming: Partial<Progress> = { status: 'streaming', endedAt: null, outcome: null, tokens: 0 };
  return {
    id: 'reading',
    source: progress === null ? 'imported' : 'model',
    title: null,
    sizes: [],
    switches: [],
    frames: Array.from({ length: frames }, () => ({}) as ShownRun['frames'][number]),
    completion,
    doc: completion === '' ? emptyDocument : parseAll(completion),
    units: { plain: 'sent' },
    progress: progress && runWith({ ...streaming, ...progress }),
  };
}

/** A seam of a continued answer: 1,000 tokens in 20 seconds. */
export const seam: Progress['seams'][number] = {
  at: 40,
  dropped: '',
  outcome: { type: 'stopped' },
  seed: 3,
  tokens: 1000,
  took: 20_000,
};
