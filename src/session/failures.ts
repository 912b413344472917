import { failureOfDeadEngine } from '../inference/index.ts';
import type { Failure } from '../inference/index.ts';

// What fails in the session itself; the failures of the world come from inference.

export const picturesUnreadable: Failure = {
  kind: 'unreadable-image',
  sentence: 'The pictures could not be read for sending.',
  said: null,
  advice: 'Remove the frames, add them again, and press Generate.',
  status: null,
};

/** A mistake of ours, told as one. */
export function unexpected(said: string): Failure {
  return {
    kind: 'unexpected',
    sentence: 'StoryLens itself failed while the answer was arriving.',
    said,
    advice: 'What had arrived is kept. Press Generate to try again.',
    status: null,
  };
}

export const demoMissing: Failure = {
  kind: 'not-loaded',
  sentence: 'The demo could not be loaded.',
  said: null,
  advice: 'It ships with the app: reload the page, then try again.',
  status: null,
};

const NOTICED = 'What had arrived is kept. Start the server again: this page notices when it is back.';

/** StoryLens's own server does not answer, so nothing is known of the one behind it. */
function relayStopped(said: string | null): Failure {
  return {
    kind: 'gone',
    sentence: 'StoryLens’s own server (npm start) has stopped.',
    said,
    advice: 'What had arrived is kept. Start it again: this page notices when it is back.',
    status: null,
  };
}

/** A silent server that refuses new connections. `own`: it is StoryLens's own server that does not answer. */
export function serverGone(own: boolean): Failure {
  if (own) return relayStopped(null);
  const sentence = 'The server is gone: it sent nothing more, and it refuses new connections.';
  return { kind: 'gone', sentence, said: null, advice: NOTICED, status: null };
}

/** The engine's last words, and then nothing answers. */
export function serverShutDown(said: string | null, own: boolean): Failure {
  if (own) return relayStopped(said);
  const advice = `${NOTICED} If nobody stopped it, its log has the cause.`;
  return { kind: 'gone', sentence: 'The server has shut down.', said, advice, status: null };
}

/** The server itself says that its engine has died. */
export function engineDead(said: string | null): Failure {
  return { ...failureOfDeadEngine(), said };
}
