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
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { message: body, code: null };
  }
  return errorOf(value) ?? { message: typeof value === 'string' ? value : body, code: null };
}

/** Finds the error in a parsed body or event; null if there is none. The words of LiteLLM around a message are left out. */
export function errorOf(value: unknown): ServerError | null {
  const error = reportedIn(value);
  return error && { ...error, message: withoutLiteLlm(error.message) };
}

function reportedIn(value: unknown): ServerError | null {
  if (!isRecord(value)) return null;
  const { error, relay } = value;
  if (isRecord(relay)) return { message: messageOf(relay), code: null, ...relayOf(relay['reason']) };
  if (typeof error === 'string') return { message: error, code: null };
  if (isRecord(error)) return { message: messageOf(error), code: codeOf(error['code']), ...relayOf(error['relay']) };
  if (typeof value['message'] === 'string') return { message: value['message'], code: codeOf(value['code']) };
  if ('detail' in value) return { message: messageOf(value), code: null };
  return null;
}

function relayOf(value: unknown): Pick<ServerError, 'relay'> {
  const reason = RELAY_REASONS.find((known) => known === value);
  return reason === undefined ? {} : { relay: reason };
}

function messageOf(value: Readonly<Record<string, unknown>>): string {
  const message = value['message'] ?? value['detail'];
  return typeof message === 'string' ? message : JSON.stringify(message ?? value);
}

function codeOf(value: unknown): number | null {
  const code = Number(value ?? Number.NaN);
  return Number.isInteger(code) && code >= 100 && code < 600 ? code : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
