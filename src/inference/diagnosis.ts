import type { OpenAI } from 'openai/client';
import {
  failureOfEvent,
  failureOfLostConnection,
  failureOfMalformedChunk,
  failureOfOtherContent,
  failureOfStatus,
  failureOfSurprise,
} from './failures.ts';
import { failureOfSilence } from './connection-failures.ts';
import { failureOfRelay, failureOfRelayGone } from './relay-failures.ts';
import type { CompletionRequest, Failure } from './types.ts';
import { NotAStreamError } from './event-body.ts';
import { errorOf, readError, ReportedError, type ServerError } from './server-error.ts';

export interface Circumstances {
  /** Provides the SDK's error classes. The SDK is loaded on demand, so this file must not import it. */
  readonly sdk: typeof OpenAI;
  readonly request: CompletionRequest;
  /** Whether the response headers have arrived. */
  readonly opened: boolean;
  /** Whether the answer has any text, including the text that it continues. */
  readonly answered: boolean;
  readonly pageProtocol: string;
}

/** Turns an error of the openai SDK into a failure for the user. */
export function diagnose(error: unknown, circumstances: Circumstances): Failure {
  const { sdk, request, opened, pageProtocol } = circumstances;
  const cause = error instanceof sdk.APIConnectionError ? error.cause : error;
  if (cause instanceof NotAStreamError) return failureOfOtherContent(readError(cause.body).message, request.server);
  if (cause instanceof ReportedError) return failureOfReport(cause.error, circumstances);
  if (error instanceof sdk.APIConnectionError) {
    return request.server.relay ? failureOfRelayGone() : failureOfSilence(request.server, pageProtocol);
  }
  if (error instanceof sdk.APIError) {
    const reported = errorOf({ error: error.error }) ?? { message: '', code: null };
    if (reported.relay !== undefined) return failureOfRelay(reported.relay, reported.message, request.server);
    const status: number | undefined = error.status;
    return status === undefined
      ? failureOfReport(reported, circumstances)
      : failureOfStatus(status, reported.message, request);
  }
  if (error instanceof SyntaxError) return failureOfMalformedChunk();
  // When the connection breaks, the stream rejects with fetch's TypeError, and the SDK passes it on.
  return opened ? failureOfLostConnection(request.server) : failureOfSurprise(error);
}

/** An error in the body of an answer with status 200. Before any text it is a refusal, as if it had its own status. */
function failureOfReport({ message, code }: ServerError, { request, answered }: Circumstances): Failure {
  return answered ? failureOfEvent(message, code, request) : failureOfStatus(code ?? 200, message, request);
}
