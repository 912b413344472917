import { isRunning } from '../../session/index.ts';
import type { ShownRun } from '../../session/index.ts';

/**
 * A function that returns the run as it was at the end of its last sentence or line. As a selector of the session it returns
 * the same object for all tokens of a sentence, so the numbers are computed once for each sentence.
 */
export function createSettling(): (run: ShownRun | null) => ShownRun | null {
  let settled: ShownRun | null = null;
  let end = -1;
  return (run) => {
    if (run === null || settled?.id !== run.id || !isRunning(run)) {
      end = run === null ? -1 : sentenceEnd(run.completion);
      if (settled?.doc !== run?.doc || settled?.units !== run?.units || settled?.frames !== run?.frames) settled = run;
      return settled;
    }
    const now = sentenceEnd(run.completion);
    if (now !== end) {
      end = now;
      settled = run;
    }
    return settled;
  };
}

/** The offset after the last end of a sentence or line. */
function sentenceEnd(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('. '), text.lastIndexOf('! '), text.lastIndexOf('? '));
}
