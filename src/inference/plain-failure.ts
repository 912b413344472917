import type { Failure, FailureKind } from './types.ts';

/** A failure without a message or a status from the server. */
export function plain(kind: FailureKind, sentence: string, advice: string): Failure {
  return { kind, sentence, said: null, advice, status: null };
}

/** The page could not load the openai client, which it loads when it first needs it. */
export function failureOfLoading(): Failure {
  return plain(
    'not-loaded',
    'The part of this page that talks to the server could not be loaded.',
    'Check the network and reload the page; it may have been updated since you opened it.',
  );
}
