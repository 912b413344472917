import type { GroundedDocument } from '../../grounding/index.ts';
import type { Outcome, Reading, Run } from '../../session/index.ts';

/** What is going on, in a line: the phase while the model works, how it ended afterwards. */
export function sayPhase(reading: Reading | null): string {
  if (reading === null) return 'Ready';
  const { run } = reading;
  if (run === null) return 'Opened from text';
  switch (run.status) {
    case 'preparing':
      return 'Preparing the pictures';
    case 'connecting':
      return 'Waiting for the server';
    case 'queued':
      return 'The server has the pictures; waiting for the first word';
    case 'streaming':
      return saySteps(reading.document, reading.frames.length);
    case 'ended':
      return sayEnd(run);
  }
}

function saySteps(document: GroundedDocument, frames: number): string {
  // The model may speak of more images than it was sent.
  const of = (frame: number): string => (frame <= frames ? `${frame} of ${frames}` : String(frame));
  const told = document.story.findLast((frame) => frame.frame !== null);
  if (told?.frame) return `Telling: image ${of(told.frame)}`;
  if (document.phase === 'telling') return 'Telling';
  if (document.narrative !== null) return 'Thinking: narrative structure';
  const analysis = document.analyses.at(-1);
  return analysis ? `Thinking: image ${of(analysis.frame)}` : 'Thinking';
}

function sayEnd(run: Run): string {
  const took = `${sayDuration((run.endedAt ?? run.startedAt) - run.startedAt)}, ${sayTokens(run.tokens)}`;
  switch (run.outcome?.type) {
    case 'finished':
      return `Done in ${took}`;
    case 'stopped':
      return `Stopped after ${took}`;
    case 'length':
      return `Cut off after ${took}`;
    case 'aborted':
      return `Ended by the server after ${took}`;
    case 'failed':
    case undefined:
      return run.tokens === 0 ? 'Failed' : `Failed after ${took}`;
  }
}

/** Milliseconds as `41 s` or `2 min 5 s`. */
export function sayDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export function sayTokens(tokens: number): string {
  return tokens === 1 ? '1 token' : `${thousands.format(tokens)} tokens`;
}

const thousands = new Intl.NumberFormat('en');

export interface Ending {
  readonly kind: 'failure' | 'note';
  readonly title: string;
  readonly said: string | null;
  readonly advice: string;
}

/** How a run ended, where that is not simply well, and what to do. */
export function sayOutcome(outcome: Outcome, arrived: boolean): Ending | null {
  const kept = arrived ? ' What had arrived stays.' : '';
  switch (outcome.type) {
    case 'finished':
      return null;
    case 'stopped':
      return {
        kind: 'note',
        title: `You stopped the model.${kept}`,
        said: null,
        advice: 'Generate tells the story anew.',
      };
    case 'length':
      return {
        kind: 'failure',
        title: `The answer was cut off: the tokens were used up.${kept}`,
        said: null,
        advice: 'Raise Max tokens, send fewer frames, or serve the model with a larger --max-model-len.',
      };
    case 'aborted':
      return {
        kind: 'failure',
        title: `The server ended the answer before it was done.${kept}`,
        said: null,
        advice: 'vLLM does so when it shuts down or goes to sleep. Look at its log, then press Generate again.',
      };
    case 'failed': {
      const { sentence, said, advice } = outcome.failure;
      return { kind: 'failure', title: sentence, said, advice };
    }
  }
}
