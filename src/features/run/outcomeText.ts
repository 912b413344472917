import { sayCount } from '../../grounding/base.ts';
import { isCuredByServing } from '../../session/index.ts';
import type { Outcome, Progress } from '../../session/index.ts';

export interface Ending {
  readonly kind: 'failure' | 'note';
  readonly title: string;
  readonly said: string | null;
  readonly advice: string;
  /** Whether a server started with the right flags would not fail this way. */
  readonly curable: boolean;
  /** An address to open in a new tab; missing for most endings. */
  readonly open?: string;
}

/** What the page still has of a run that ended. */
export interface Remains {
  /** Whether any text arrived. */
  readonly arrived: boolean;
  /** Whether the Continue button can be offered. */
  readonly continuable: boolean;
}

/** How a run ended and what the user can do; null if it finished normally. */
export function sayOutcome(
  outcome: Outcome,
  remains: Remains,
  progress: Pick<Progress, 'tokens' | 'request' | 'back'>,
): Ending | null {
  return progress.back ? sayBack(remains) : sayEnding(outcome, remains, progress);
}

/** After a failure the server answers again, so the failure is no longer shown. */
function sayBack({ arrived, continuable }: Remains): Ending {
  const advice = continuable
    ? 'The text so far is kept. Press Continue to go on from here.'
    : arrived
      ? 'Press Regenerate to write the story again.'
      : 'Press Try again to send the request again.';
  return { kind: 'note', title: 'The server is back.', said: null, advice, curable: false };
}

function sayEnding(outcome: Outcome, remains: Remains, progress: Pick<Progress, 'tokens' | 'request'>): Ending | null {
  const { arrived, continuable } = remains;
  const kept = arrived ? ' The text so far is kept.' : '';
  switch (outcome.type) {
    case 'finished':
      return null;
    case 'stopped':
      return {
        kind: 'note',
        title: `You stopped the model.${kept}`,
        said: null,
        advice: continuable ? 'Press Continue to go on from here.' : 'Press Generate to start again.',
        curable: false,
      };
    case 'interrupted':
      return {
        kind: 'note',
        title: `The page was closed while the model was writing.${kept}`,
        said: null,
        advice: continuable ? 'Press Continue to go on from here.' : 'Press Try again to send the request again.',
        curable: false,
      };
    case 'length':
      return sayLength(progress, kept, continuable);
    case 'repetition':
      return {
        kind: 'failure',
        title: `StoryLens stopped the model because it repeated itself.${kept}`,
        said: null,
        advice:
          (continuable ? 'Press Continue to go on from where the repetition began, with another seed. ' : '') +
          'A repetition penalty of 1.05 to 1.1 helps (Setup, More sampling).',
        curable: false,
      };
    case 'aborted':
      return {
        kind: 'failure',
        title: `The server ended the answer before it was done.${kept}`,
        said: null,
        advice: 'vLLM does this when it shuts down or goes to sleep. Check its log, and try again when it is running.',
        curable: false,
      };
    case 'failed': {
      const { kind, sentence, said, advice, open } = outcome.failure;
      const possible = continuable ? advice : withoutContinue(advice);
      return {
        kind: 'failure',
        title: sentence,
        said,
        advice: possible,
        curable: isCuredByServing(kind),
        ...(open && { open }),
      };
    }
  }
}

/** The advice for a run that cannot be continued. */
function withoutContinue(advice: string): string {
  return advice.replace(/, then press Continue/, '').replace(/ ?Press Continue[^.]*\./, '');
}

/**
 * vLLM reports the same reason, `length`, for an answer that reached Max tokens and for one that filled the model's
 * context. The number of tokens shows which of the two happened; it may be one too low, since vLLM may not count the
 * last token.
 */
function sayLength(
  { tokens, request }: Pick<Progress, 'tokens' | 'request'>,
  kept: string,
  continuable: boolean,
): Ending {
  const { maxTokens } = request.sampling;
  const full = tokens > 0 && tokens < maxTokens - 1;
  return {
    kind: 'failure',
    title: full
      ? `The answer was cut off: the model’s context was full after ${sayCount(tokens, 'token')}.${kept}`
      : `The answer was cut off: it reached the limit of ${sayCount(maxTokens, 'token')}.${kept}`,
    said: null,
    advice: full
      ? 'The pictures leave no room for more text. Serve the model with a larger --max-model-len, or send fewer or smaller frames.'
      : `${continuable ? 'Press Continue to go on from here. ' : ''}For longer answers, raise Max tokens in the setup.`,
    curable: full,
  };
}
