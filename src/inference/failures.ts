import { readRefusal } from './refusal.ts';
import type { CompletionRequest, Failure, FailureKind, Server } from './types.ts';
import { presentable } from './server-message.ts';

type Told = Pick<Failure, 'kind' | 'sentence' | 'advice'>;

const KEPT = 'What had arrived is kept.';

/** The server answered with a status that is no success. */
export function failureOfStatus(status: number, message: string, request: CompletionRequest): Failure {
  const told = readRefusal(message, request) ?? byStatus(status, request.server);
  return { ...told, said: presentable(message), status };
}

/** The server answered the question for its models with a status that is no success. */
export function failureOfProbe(status: number, message: string, server: Server): Failure {
  return { ...byStatus(status, server), said: presentable(message), status };
}

/** An error event within the stream; its HTTP status was 200. `code` is the one in the event. */
export function failureOfEvent(message: string, code: number | null, request: CompletionRequest): Failure {
  const read = readRefusal(message, request);
  // What the engine says of itself in a stream may also be the end of a server that was stopped.
  const told = (read?.kind === 'server-error' ? { ...read, kind: 'engine' as const } : read) ?? {
    kind: 'error-event',
    sentence: 'The server broke the answer off with an error.',
    advice: `${KEPT} The server’s log says more; press Continue when it is well.`,
  };
  return { ...told, said: presentable(message), status: code };
}

/** The connection broke after the response had begun. */
export function failureOfLostConnection(server: Server): Failure {
  return plain(
    'connection-lost',
    `The connection to ${server.baseUrl} broke while the answer was arriving.`,
    `${KEPT} Check that the server still runs and that no proxy cuts long answers, then press Continue.`,
  );
}

/** The stream closed properly, but nobody said that the answer is whole. */
export function failureOfSilentEnd(): Failure {
  return plain(
    'no-finish-reason',
    'The stream ended before the server said that the answer is complete.',
    `${KEPT} A proxy may have cut it, or the server was stopped; press Continue.`,
  );
}

export function failureOfFinishReason(reason: string): Failure {
  return plain(
    'unknown-finish-reason',
    `The server ended the answer for a reason that is not known here: “${presentable(reason) ?? ''}”.`,
    `${KEPT} Read it with care: it may be incomplete.`,
  );
}

/** Within the stream stood something that is no chat completion chunk. */
export function failureOfMalformedChunk(): Failure {
  return plain(
    'malformed',
    'The server sent a piece of the stream that cannot be read.',
    `${KEPT} A proxy may have garbled it; press Continue, if possible without the proxy.`,
  );
}

/** Status 200 with a page or a document instead of a stream. */
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

/** The openai client is loaded when it is first needed; that failed. */
export function failureOfLoading(): Failure {
  return plain(
    'not-loaded',
    'The part of this page that talks to the server could not be loaded.',
    'Check the network and reload the page; it may have been updated since you opened it.',
  );
}

/** Anything nobody thought of: a fault of this program. */
export function failureOfSurprise(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return plain(
    'unexpected',
    `Something went wrong in this page: ${presentable(message) ?? 'no reason was given'}.`,
    `${KEPT} Generate again; if it comes back, report it.`,
  );
}

/** What a status says by itself, where the server's words say nothing known. */
function byStatus(status: number, server: Server): Told {
  if (status === 401 || status === 403) {
    return {
      kind: 'unauthorized',
      sentence: server.apiKey === '' ? 'The server wants an API key.' : 'The server does not accept this API key.',
      advice: 'Enter the key with which vLLM was started (--api-key, or VLLM_API_KEY in its environment).',
    };
  }
  if (status === 404 || status === 405) {
    return {
      kind: 'wrong-path',
      sentence: `The server has no chat completions at ${server.baseUrl}.`,
      advice: 'The Server URL of vLLM ends in /v1. Check it, and that vLLM is what listens on this port.',
    };
  }
  if (status === 413) {
    return {
      kind: 'too-large',
      sentence: 'The request is larger than the server, or a proxy before it, allows.',
      advice: 'Use fewer frames or fewer pixels, or raise the proxy’s limit (nginx: client_max_body_size).',
    };
  }
  if (status === 408 || status === 429 || status === 503) {
    return {
      kind: 'busy',
      sentence: 'The server cannot take the request now: it is overloaded, loading or scaling.',
      advice: 'Wait a little and generate again.',
    };
  }
  if (status === 502 || status === 504) {
    return {
      kind: 'gateway',
      sentence: `A proxy before the server got no answer from it (HTTP ${status}).`,
      advice: 'Check that vLLM runs behind it, and that the proxy waits long enough (nginx: proxy_read_timeout).',
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
    advice: 'Its own words or its log say why. Check the settings and the frames.',
  };
}

/** A failure about which the server has said nothing. */
export function plain(kind: FailureKind, sentence: string, advice: string): Failure {
  return { kind, sentence, said: null, advice, status: null };
}
