import { explainKey, LOADING_MODEL, readGeneralRefusal, TOO_BUSY } from './general-refusal.ts';
import { readRefusal } from './refusal.ts';
import { plain } from './plain-failure.ts';
import type { CompletionRequest, Failure, Server } from './types.ts';
import { presentable } from './server-message.ts';

type Explanation = Pick<Failure, 'kind' | 'sentence' | 'advice'>;

const KEPT = 'The text so far is kept.';

/** The server answered a completion request with an error status. */
export function failureOfStatus(status: number, message: string, request: CompletionRequest): Failure {
  const { server } = request;
  const explanation = readRefusal(message, request) ?? readGeneralRefusal(message, server) ?? byStatus(status, server);
  return { ...explanation, said: presentable(message), status };
}

/** The server answered the request for its models with an error status. */
export function failureOfProbe(status: number, message: string, server: Server): Failure {
  const explanation = readGeneralRefusal(message, server) ?? byStatus(status, server);
  return { ...explanation, said: presentable(message), status };
}

/** The server's `/health` is 503 because the model is not loaded yet. */
export function failureOfLoadingModel(message: string): Failure {
  return { ...LOADING_MODEL, said: presentable(message), status: 503 };
}

/** The server sent an error as an event in a stream with status 200. `code` is the status in the event. */
export function failureOfEvent(message: string, code: number | null, request: CompletionRequest): Failure {
  const refusal = readRefusal(message, request);
  // An engine error within a stream may also mean that the server was stopped, so it has its own kind of failure.
  const explanation = (refusal?.kind === 'server-error' ? { ...refusal, kind: 'engine' as const } : refusal) ?? {
    kind: 'error-event',
    sentence: 'The server ended the answer with an error.',
    advice: `${KEPT} The server’s log says more. Press Continue when the server works again.`,
  };
  return { ...explanation, said: presentable(message), status: code };
}

/** The connection broke after the response had begun. */
export function failureOfLostConnection(server: Server): Failure {
  return plain(
    'connection-lost',
    `The connection to ${server.baseUrl} broke while the answer was arriving.`,
    `${KEPT} Check that the server still runs and that no proxy cuts off long answers, then press Continue.`,
  );
}

/** The stream closed properly, but without a finish reason. */
export function failureOfSilentEnd(): Failure {
  return plain(
    'no-finish-reason',
    'The stream ended before the server said that the answer is complete.',
    `${KEPT} A proxy may have cut the stream off, or the server was stopped. Press Continue.`,
  );
}

/** The server reported a finished answer, but sent no text. */
export function failureOfNoWord(): Failure {
  return plain(
    'no-word',
    'The server ended the answer without a word.',
    'Its log may say why. Check that the model can see pictures and that no text in Stop ends the answer at once, ' +
      'then generate again.',
  );
}

export function failureOfFinishReason(reason: string): Failure {
  return plain(
    'unknown-finish-reason',
    `The server ended the answer for a reason that StoryLens does not know: “${presentable(reason) ?? ''}”.`,
    `${KEPT} It may be incomplete.`,
  );
}

/** The stream contained something that is not a chat completion chunk. */
export function failureOfMalformedChunk(): Failure {
  return plain(
    'malformed',
    'A part of the stream from the server could not be read.',
    `${KEPT} A proxy may have damaged the stream. Press Continue, if possible without the proxy.`,
  );
}

/** The server answered 200 with HTML or JSON instead of a stream. */
export function failureOfOtherContent(message: string, server: Server): Failure {
  return {
    ...plain(
      'not-a-stream',
      `${server.baseUrl} answered, but not with a stream of tokens.`,
      'Check the address and the port: something other than vLLM may listen there, or a proxy asks for a login.',
    ),
    said: presentable(message),
    status: 200,
  };
}

/** An internal error of StoryLens. */
export function failureOfSurprise(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return plain(
    'unexpected',
    `Something went wrong in this page: ${presentable(message) ?? 'no reason was given'}.`,
    `${KEPT} Generate again. If it fails again, report it.`,
  );
}

/** Explains a status alone, for a server message that `readRefusal` does not know. */
function byStatus(status: number, server: Server): Explanation {
  if (status === 401 || status === 403) {
    return explainKey(server);
  }
  if (status === 404 || status === 405) {
    return {
      kind: 'wrong-path',
      sentence: `The server has no chat completions at ${server.baseUrl}.`,
      advice: 'The Server URL of vLLM ends in /v1. Check it, and check that vLLM listens on this port.',
    };
  }
  if (status === 413) {
    return {
      kind: 'too-large',
      sentence: 'The request is larger than the server, or a proxy in front of it, allows.',
      advice: 'Use fewer frames or fewer pixels, or raise the proxy’s limit (nginx: client_max_body_size).',
    };
  }
  if (status === 408 || status === 429 || status === 503) return TOO_BUSY;
  if (status === 502 || status === 504) {
    return {
      kind: 'gateway',
      sentence: `A proxy in front of the server got no answer from it (HTTP ${status}).`,
      advice: 'Check that vLLM runs behind it, and that the proxy waits long enough (nginx: proxy_read_timeout).',
    };
  }
  if (status < 300) {
    return {
      kind: 'not-a-stream',
      sentence: 'The server answered with an error instead of a story.',
      advice: 'Its message or its log says why. Check the settings and the frames, then generate again.',
    };
  }
  if (status >= 500) {
    return {
      kind: 'server-error',
      sentence: `The server failed on this request (HTTP ${status}).`,
      advice: 'Its log says why. Generate again; if it fails again, use fewer frames or restart vLLM.',
    };
  }
  return {
    kind: 'refused',
    sentence: `The server refused the request (HTTP ${status}).`,
    advice: 'Its message or its log says why. Check the settings and the frames.',
  };
}
