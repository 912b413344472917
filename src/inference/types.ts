/** One vLLM that the server of `npm start` passes requests on to (issue 10). */
export interface Relay {
  /** The vLLM server, without `/v1`: for example `http://localhost:8000`. */
  readonly target: string;
  /** Where the page sends what is meant for it: for example `http://localhost:5173/relay/1`. */
  readonly url: string;
}

/** The model's server, as `readBaseUrl` accepted it. */
export interface Server {
  /** For example `http://localhost:8000/v1`, without a slash at its end. */
  readonly baseUrl: string;
  /** The name under which the server serves the model. */
  readonly model: string;
  /** Empty for a server without `--api-key`. */
  readonly apiKey: string;
  /** Requests go through it; without one they go straight to the server, which must allow the page's origin. */
  readonly relay?: Relay;
}

/**
 * How the next token is drawn. All of it is sent with every request: since v0.8.0 vLLM fills what is missing from the
 * model's generation_config.json, which for Qwen2.5-VL says `top_k 1`, so the same story each time.
 */
export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  /** Only the k likeliest tokens are drawn from; -1 for all (accepted by every vLLM, 0 only since v0.8.6). */
  readonly topK: number;
  readonly minP: number;
  readonly repetitionPenalty: number;
  /** Tokens of the answer, thinking included. */
  readonly maxTokens: number;
  /** An integer; the same seed and request give (nearly) the same story. */
  readonly seed: number;
  /** Texts at which the answer ends, none of them empty. */
  readonly stop: readonly string[];
  /** Further fields of the request's body, for what vLLM knows beyond these. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface CompletionRequest {
  readonly server: Server;
  readonly systemPrompt: string;
  readonly prompt: string;
  /** Data URLs in frame order. */
  readonly pictures: readonly string[];
  readonly sampling: Sampling;
  /** The beginning of an answer that the model is to go on with; empty for a new answer. */
  readonly kept: string;
}

/**
 * What `complete` yields: `open` once, then texts and usage, and in every case exactly one `end` as the last.
 *
 * The token count rides on the text, because vLLM repeats it on every chunk and an arrival of its own would double the
 * number of turns of the event loop's microtask queue per token.
 */
export type Arrival =
  /** The response headers came: the request is accepted and stands in the queue. */
  | { readonly type: 'open' }
  /** `completionTokens`: tokens of the answer so far, null where the server does not count while it streams. */
  | { readonly type: 'text'; readonly text: string; readonly completionTokens: number | null }
  /** Once when the length of the prompt is known, and once more at the end of the answer. */
  | { readonly type: 'usage'; readonly promptTokens: number; readonly completionTokens: number }
  | { readonly type: 'end'; readonly outcome: Outcome };

export type Outcome =
  /** The model said that it is done. */
  | { readonly type: 'finished' }
  /** Max tokens, or the model's context, is used up. */
  | { readonly type: 'length' }
  /** The server gave up: vLLM says so with HTTP 200 when it shuts down or sleeps (issue vllm#57082). */
  | { readonly type: 'aborted' }
  /** The model said the same again and again, and was stopped (vLLM: `repetition_detection`, 2026). */
  | { readonly type: 'repetition' }
  /** The user pressed Stop. */
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly failure: Failure };

export type FailureKind =
  | 'address'
  | 'key'
  | 'not-loaded'
  | 'mixed-content'
  | 'unreachable'
  | 'cors'
  | 'permission'
  | 'hidden'
  | 'relay'
  | 'other-server'
  | 'unauthorized'
  | 'wrong-path'
  | 'unknown-model'
  | 'too-many-images'
  | 'too-long'
  | 'sampling'
  | 'unreadable-image'
  | 'too-large'
  | 'busy'
  | 'gateway'
  | 'server-error'
  | 'engine'
  | 'gone'
  | 'refused'
  | 'not-a-stream'
  | 'error-event'
  | 'connection-lost'
  | 'malformed'
  | 'no-finish-reason'
  | 'unknown-finish-reason'
  | 'unexpected';

/** Why there is no (whole) answer, in words for the user. */
export interface Failure {
  readonly kind: FailureKind;
  /** What happened. */
  readonly sentence: string;
  /** The server's own words, made presentable; null where it said nothing. At most 600 characters. */
  readonly said: string | null;
  /** The next step. */
  readonly advice: string;
  /** The HTTP status, or the code of an error event; null where none came. */
  readonly status: number | null;
}
