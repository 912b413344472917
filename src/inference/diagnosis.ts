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
import { failureOfRelay, failureOfRelayGone } from './relay.ts';
import type { CompletionRequest, Failure } from './types.ts';
import { errorOf, NotAStreamError, readError } from './sdk-fetch.ts';

export interface Circumstances {
  /** The class, for its error classes: the SDK is loaded late and must not be imported here. */
  readonly sdk: typeof OpenAI;
  readonly request: CompletionRequest;
  /** Had the response headers come? */
  readonly opened: boolean;
  readonly pageProtocol: string;
}

/** Which failure an error of the openai SDK stands for. */
export function diagnose(error: unknown, { sdk, request, opened, pageProtocol }: Circumstances): Failure {
  if (error instanceof sdk.APIConnectionError) {
    const { cause } = error;
    if (cause instanceof NotAStreamError) return failureOfOtherContent(readError(cause.body).message, request.server);
    return request.server.relay ? failureOfRelayGone() : failureOfSilence(request.server, pageProtocol);
  }
  if (error instanceof sdk.APIError) {
    const told = errorOf({ error: error.error }) ?? { message: '', code: null };
    if (told.relay !== undefined) return failureOfRelay(told.relay, told.message, request.server);
    const status: number | undefined = error.status;
    return status === undefined
      ? failureOfEvent(told.message, told.code, request)
      : failureOfStatus(status, told.message, request);
  }
  if (error instanceof FlatErrorEvent) return failureOfEvent(error.event.message, error.event.code, request);
  if (error instanceof SyntaxError) return failureOfMalformedChunk();
  // The stream of a broken connection rejects with the TypeError of fetch, which the SDK passes on.
  return opened ? failureOfLostConnection(request.server) : failureOfSurprise(error);
}
