import * as v from 'valibot';
import { readForm, readJson } from './json.ts';
import { withoutLiteLlm } from './litellm.ts';

/** Why the relay of `npm start` has no answer from vLLM to pass on. */
export type RelayReason = (typeof RELAY_REASONS)[number];

const RELAY_REASONS = ['unreachable', 'redirect', 'broken', 'refused'] as const;

/** An error as the server reports it, in any of the shapes that `readError` knows. */
export interface ServerError {
  readonly message: string;
  /** The HTTP status in the body of the error; null if the body has none. */
  readonly code: number | null;
  /** Set if the relay answered instead of vLLM. */
  readonly relay?: RelayReason;
}

/** Thrown for an error in an answer with status 200 that the SDK does not recognise. */
export class ReportedError extends Error {
  readonly error: ServerError;

  constructor(error: ServerError) {
    super(error.message);
    this.error = error;
  }
}

/** Reads the body of an error response: nested, flat, a bare string, FastAPI's `detail`, or text that is not JSON. */
export function readError(body: string): ServerError {
  const value = readJson(v.unknown(), body);
  return errorOf(value) ?? { message: typeof value === 'string' ? value : body, code: null };
}

/** Finds the error in a parsed body or event; null if there is none. The words of LiteLLM around a message are left out. */
export function errorOf(value: unknown): ServerError | null {
  const error = reportedIn(value);
  return error && { ...error, message: withoutLiteLlm(error.message) };
}

const Field = v.optional(v.unknown());
/** The fields that an error may have. What they contain depends on the server. */
const Reported = v.looseObject({
  error: Field,
  relay: Field,
  reason: Field,
  message: Field,
  detail: Field,
  code: Field,
});

function reportedIn(value: unknown): ServerError | null {
  const body = readForm(Reported, value);
  if (body === null) return null;
  const relay = readForm(Reported, body.relay);
  if (relay !== null) return { message: messageOf(relay), code: null, ...relayOf(relay.reason) };
  if (typeof body.error === 'string') return { message: body.error, code: null };
  const error = readForm(Reported, body.error);
  if (error !== null) return { message: messageOf(error), code: codeOf(error.code), ...relayOf(error.relay) };
  if (typeof body.message === 'string') return { message: body.message, code: codeOf(body.code) };
  return 'detail' in body ? { message: messageOf(body), code: null } : null;
}

function relayOf(value: unknown): Pick<ServerError, 'relay'> {
  const relay = readForm(v.picklist(RELAY_REASONS), value);
  return relay === null ? {} : { relay };
}

/** The message, or everything that is there as JSON. */
function messageOf(value: v.InferOutput<typeof Reported>): string {
  const message = value.message ?? value.detail;
  return typeof message === 'string' ? message : JSON.stringify(message ?? value);
}

function codeOf(value: unknown): number | null {
  const code = Number(value ?? Number.NaN);
  return Number.isInteger(code) && code >= 100 && code < 600 ? code : null;
}
