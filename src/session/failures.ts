import { failureOfDeadEngine } from '../inference/index.ts';
import type { Failure } from '../inference/index.ts';

// Failures of the session itself. Failures of the server and the network are in inference.

export const picturesUnreadable: Failure = {
  kind: 'unreadable-image',
  sentence: 'The pictures could not be read for sending.',
  said: null,
  advice: 'Remove the frames, add them again, and press Generate.',
  status: null,
};

/** An internal error, reported as such. */
export function unexpected(said: string): Failure {
  return {
    kind: 'unexpected',
    sentence: 'StoryLens itself failed while the answer was arriving.',
    said,
    advice: 'The text so far is kept. Press Generate to try again.',
    status: null,
  };
}

export const demoMissing: Failure = {
  kind: 'not-loaded',
  sentence: 'The demo could not be loaded.',
  said: null,
  advice: 'Reload the page, then try again.',
  status: null,
};

export const parserMissing: Failure = {
  kind: 'not-loaded',
  sentence: 'A part of StoryLens could not be loaded.',
  said: null,
  advice: 'Check that the server of this page still runs, reload the page, then try again.',
  status: null,
};

const KEPT_UNTIL_BACK = 'The text so far is kept. Start the server again: this page notices when it is back.';

/** StoryLens's own server does not answer, so the state of the vLLM server behind it is unknown. */
function relayStopped(said: string | null): Failure {
  return {
    kind: 'gone',
    sentence: 'StoryLens’s own server (npm start) has stopped.',
    said,
    advice: 'The text so far is kept. Start it again: this page notices when it is back.',
    status: null,
  };
}

/** A silent server refuses new connections. `own`: the refusal came from StoryLens's own server. */
export function serverGone(own: boolean): Failure {
  if (own) return relayStopped(null);
  const sentence = 'The server is gone: it sent nothing more, and it refuses new connections.';
  return { kind: 'gone', sentence, said: null, advice: KEPT_UNTIL_BACK, status: null };
}

/** The engine reported its end, and afterwards nothing answers. `own`: StoryLens's own server does not answer. */
export function serverShutDown(said: string | null, own: boolean): Failure {
  if (own) return relayStopped(said);
  const advice = `${KEPT_UNTIL_BACK} If you did not stop it, look for the cause in its log.`;
  return { kind: 'gone', sentence: 'The server has shut down.', said, advice, status: null };
}

/** The server reports that its engine has died. */
export function engineDead(said: string | null): Failure {
  return { ...failureOfDeadEngine(), said };
}
