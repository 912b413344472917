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
