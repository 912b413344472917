import type { OpenAI } from 'openai/client';
import { FlatErrorEvent } from './chunk.ts';
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
import { errorOf, NotAStreamError, readError } from './sdk-fetch.ts';

export interface Circumstances {
  /** Provides the SDK's error classes. The SDK is loaded on demand, so this file must not import it. */
  readonly sdk: typeof OpenAI;
  readonly request: CompletionRequest;
  /** Whether the response headers have arrived. */
  readonly opened: boolean;
  readonly pageProtocol: string;
}

/** Turns an error of the openai SDK into a failure for the user. */
export function diagnose(error: unknown, { sdk, request, opened, pageProtocol }: Circumstances): Failure {
  if (error instanceof sdk.APIConnectionError) {
    const { cause } = error;
    if (cause instanceof NotAStreamError) return failureOfOtherContent(readError(cause.body).message, request.server);
    return request.server.relay ? failureOfRelayGone() : failureOfSilence(request.server, pageProtocol);
  }
  if (error instanceof sdk.APIError) {
    const reported = errorOf({ error: error.error }) ?? { message: '', code: null };
    if (reported.relay !== undefined) return failureOfRelay(reported.relay, reported.message, request.server);
    const status: number | undefined = error.status;
    return status === undefined
      ? failureOfEvent(reported.message, reported.code, request)
      : failureOfStatus(status, reported.message, request);
  }
  if (error instanceof FlatErrorEvent) return failureOfEvent(error.event.message, error.event.code, request);
  if (error instanceof SyntaxError) return failureOfMalformedChunk();
  // When the connection breaks, the stream rejects with fetch's TypeError, and the SDK passes it on.
  return opened ? failureOfLostConnection(request.server) : failureOfSurprise(error);
}
