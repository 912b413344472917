import type { GroundedDocument } from '../../grounding/index.ts';
import { isCuredByServing } from '../../session/index.ts';
import type { Outcome, Reading, Run } from '../../session/index.ts';
import { sayWaiting } from './waiting.ts';

/** What is going on, in a line: the phase while the model works, how it ended afterwards. */
export function sayPhase(reading: Reading | null): string {
  if (reading === null) return 'Ready';
  const { run } = reading;
  if (run === null) return 'Opened from text';
  switch (run.status) {
    case 'preparing':
      return 'Preparing the pictures';
    case 'connecting':
      return sayWaiting(reading) ?? 'Waiting for the server';
    case 'queued':
      return sayWaiting(reading) ?? 'The server has the pictures; waiting for the first word';
    case 'streaming':
      return saySteps(reading.doc, reading.frames.length);
    case 'explaining':
      return run.tokens === 0 ? 'No answer: finding out why' : 'Broken off: finding out why';
    case 'ended':
      return sayEnd(run);
  }
}

function saySteps(doc: GroundedDocument, frames: number): string {
  // The model may speak of more images than it was sent.
  const of = (frame: number): string => (frame <= frames ? `${frame} of ${frames}` : String(frame));
  const told = doc.story.findLast((frame) => frame.frame !== null);
  if (told?.frame) return `Telling: image ${of(told.frame)}`;
  if (doc.phase === 'writing') return 'Telling';
  if (doc.narrative !== null) return 'Thinking: narrative structure';
  const analysis = doc.analyses.at(-1);
  return analysis ? `Thinking: image ${of(analysis.frame)}` : 'Thinking';
}

function sayEnd(run: Run): string {
  // With the pieces before, where the answer was continued.
  const took = run.seams.reduce((sum, seam) => sum + seam.took, (run.endedAt ?? run.startedAt) - run.startedAt);
  const tokens = run.seams.reduce((sum, seam) => sum + seam.tokens, run.tokens);
  const effort = `${sayDuration(took)}, ${sayTokens(tokens)}`;
  switch (run.outcome?.type) {
    case 'finished':
      return `Done in ${effort}`;
    case 'stopped':
      return `Stopped after ${effort}`;
    case 'length':
      return `Cut off after ${effort}`;
    case 'repetition':
      return `Stopped for repeating itself after ${effort}`;
    case 'aborted':
      return `Ended by the server after ${effort}`;
    case 'failed':
    case undefined:
      return tokens === 0 ? 'Failed' : `Failed after ${effort}`;
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
  /** Whether a server that is started with the right flags would not end it so. */
  readonly curable: boolean;
}

/** What a run has left on the desk. */
export interface WhatStays {
  readonly arrived: boolean;
  /** Whether there is a Continue to speak of. */
  readonly continuable: boolean;
}

/** How a run ended, where that is not simply well, and what to do. */
export function sayOutcome(
  outcome: Outcome,
  left: WhatStays,
  run: Pick<Run, 'tokens' | 'request' | 'back'>,
): Ending | null {
  return run.back ? sayBack(left) : sayEnding(outcome, left, run);
}

/** The server had gone, and answers again: what it ended with is over. */
function sayBack({ arrived, continuable }: WhatStays): Ending {
  const next = continuable
    ? 'Continue goes on'
    : arrived
      ? 'Regenerate tells the story anew'
      : 'Try again asks it anew';
  const advice = continuable ? `What had arrived is kept. ${next} from here.` : `${next}.`;
  return { kind: 'note', title: 'The server is back.', said: null, advice, curable: false };
}

function sayEnding(outcome: Outcome, left: WhatStays, run: Pick<Run, 'tokens' | 'request'>): Ending | null {
  const { arrived, continuable } = left;
  const kept = arrived ? ' What had arrived stays.' : '';
  switch (outcome.type) {
    case 'finished':
      return null;
    case 'stopped':
      return {
        kind: 'note',
        title: `You stopped the model.${kept}`,
        said: null,
        advice: continuable ? 'Continue goes on from here.' : 'Generate tells the story anew.',
        curable: false,
      };
    case 'length':
      return sayLength(run, kept, continuable);
    case 'repetition':
      return {
        kind: 'failure',
        title: `The model was stopped: it repeated itself.${kept}`,
        said: null,
        advice:
          (continuable ? 'Continue takes it up where that began, with another seed. ' : '') +
          'A repetition penalty of 1.05 to 1.1 helps (Setup, More sampling).',
        curable: false,
      };
    case 'aborted':
      return {
        kind: 'failure',
        title: `The server ended the answer before it was done.${kept}`,
        said: null,
        advice: 'vLLM does so when it shuts down or goes to sleep. Look at its log, and ask again when it is well.',
        curable: false,
      };
    case 'failed': {
      const { kind, sentence, said, advice } = outcome.failure;
      return { kind: 'failure', title: sentence, said, advice, curable: isCuredByServing(kind) };
    }
  }
}

/** vLLM says the same of an answer that is as long as was asked for, and of one for which the context had no more room. */
function sayLength({ tokens, request }: Pick<Run, 'tokens' | 'request'>, kept: string, continuable: boolean): Ending {
  const { maxTokens } = request.sampling;
  const full = tokens > 0 && tokens < maxTokens - 1;
  return {
    kind: 'failure',
    title: full
      ? `The answer was cut off: the model’s context was full after ${sayTokens(tokens)}.${kept}`
      : `The answer was cut off: its ${sayTokens(maxTokens)} were used up.${kept}`,
    said: null,
    advice: full
      ? 'The pictures leave no more room. Serve the model with a larger --max-model-len, or send fewer or smaller frames.'
      : `${continuable ? 'Continue goes on from here. ' : ''}For longer answers, raise Max tokens in the setup.`,
    curable: full,
  };
}
