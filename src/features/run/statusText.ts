import { sayCount } from '../../grounding/base.ts';
import type { GroundedDocument } from '../../grounding/base.ts';
import type { ShownRun, Progress } from '../../session/index.ts';
import { sayWaiting } from './waiting.ts';

/** The status line: the phase during a run, and how the run ended afterwards. */
export function sayPhase(run: ShownRun | null): string {
  if (run === null) return 'Ready';
  const { progress } = run;
  if (progress === null) return 'Opened from text';
  switch (progress.status) {
    case 'preparing':
      return 'Preparing the pictures';
    case 'connecting':
      return sayWaiting(run) ?? 'Waiting for the server';
    case 'queued':
      return sayWaiting(run) ?? 'The server has the pictures; waiting for the first word';
    case 'streaming':
      return sayProgress(run.doc, run.frames.length);
    case 'explaining':
      return progress.tokens === 0 ? 'No answer: finding out why' : 'Interrupted: finding out why';
    case 'ended':
      return sayEnd(progress);
  }
}

function sayProgress(doc: GroundedDocument, frames: number): string {
  // The model may number an image beyond the frames that were sent; such a number appears without the total.
  const ofTotal = (frame: number): string => (frame <= frames ? `${frame} of ${frames}` : String(frame));
  const last = doc.story.findLast((frame) => frame.frame !== null);
  if (last?.frame) return `Writing: image ${ofTotal(last.frame)}`;
  if (doc.phase === 'writing') return 'Writing';
  if (doc.narrative !== null) return 'Thinking: narrative structure';
  const analysis = doc.analyses.at(-1);
  return analysis ? `Thinking: image ${ofTotal(analysis.frame)}` : 'Thinking';
}

function sayEnd(progress: Progress): string {
  // The time and the tokens of a continued answer include its earlier requests.
  const took = progress.seams.reduce(
    (sum, seam) => sum + seam.took,
    (progress.endedAt ?? progress.startedAt) - progress.startedAt,
  );
  const tokens = progress.seams.reduce((sum, seam) => sum + seam.tokens, progress.tokens);
  const effort = `${sayDuration(took)}, ${sayCount(tokens, 'token')}`;
  switch (progress.outcome?.type) {
    case 'finished':
      return `Done in ${effort}`;
    case 'stopped':
      return `Stopped after ${effort}`;
    case 'interrupted':
      return 'Interrupted: the page was closed';
    case 'length':
      return `Cut off after ${effort}`;
    case 'repetition':
      return `Stopped because of repetition after ${effort}`;
    case 'aborted':
      return `Ended by the server after ${effort}`;
    case 'failed':
    case undefined:
      return tokens === 0 ? 'Failed' : `Failed after ${effort}`;
  }
}

/** A duration in milliseconds as `41 s` or `2 min 5 s`. */
export function sayDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
