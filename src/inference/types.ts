/** The connection through which the server of `npm start` passes requests on to one vLLM server (issue 10). */
export interface Relay {
  /** The vLLM server, without `/v1`: for example `http://localhost:8000`. */
  readonly target: string;
  /** Where the page sends the requests for this server: for example `http://localhost:5173/relay/1`. */
  readonly url: string;
}

/** The model's server, as `readBaseUrl` accepted it. */
export interface Server {
  /** For example `http://localhost:8000/v1`, without a slash at the end. */
  readonly baseUrl: string;
  /** The name under which the server serves the model. */
  readonly model: string;
  /** Empty for a server without `--api-key`. */
  readonly apiKey: string;
  /** Requests go through this relay. Without one they go directly to the server, which must allow the page's origin. */
  readonly relay?: Relay;
}

/**
 * How the server chooses the next token. Every request contains all values: since v0.8.0 vLLM takes missing values from
 * the model's generation_config.json. That of Qwen2.5-VL has `top_k` 1, which gives the same story each time.
 */
export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  /** The server chooses among the k likeliest tokens; -1 for all (every vLLM accepts -1, but 0 only since v0.8.6). */
  readonly topK: number;
  readonly minP: number;
  readonly repetitionPenalty: number;
  /** The most tokens of the answer, including the thinking. */
  readonly maxTokens: number;
  /** An integer. The same seed and request give nearly the same story. */
  readonly seed: number;
  /** The answer ends before any of these texts. None of them is empty. */
  readonly stop: readonly string[];
  /** Further fields of the request's body, for other options of vLLM. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface CompletionRequest {
  readonly server: Server;
  readonly systemPrompt: string;
  readonly prompt: string;
  /** Data URLs in frame order. */
  readonly pictures: readonly string[];
  readonly sampling: Sampling;
  /** The text that the model should continue; empty for a new answer. */
  readonly kept: string;
  /** Fields that this server has refused before because it does not know them: they are left out at once. */
  readonly unknown?: readonly string[];
}

/**
 * What `complete` yields: at most one `omitted` and one `open`, then texts and usage, and always exactly one `end` as the last.
 *
 * A `text` also contains the token count, because vLLM sends it with every chunk. A separate arrival for it would double
 * the number of microtasks for each token.
 */
export type Arrival =
  /** The server accepted the request only without these fields, which it does not know. Arrives before `open`. */
  | { readonly type: 'omitted'; readonly fields: readonly string[] }
  /** The response headers have arrived: the server has accepted the request. */
  | { readonly type: 'open' }
  /** From this offset of the completion on, the server says that its text is thinking or content. Before that text. */
  | { readonly type: 'switch'; readonly at: number; readonly to: 'thinking' | 'content' }
  /** `completionTokens`: tokens of the answer so far; null if the server does not report them while it streams. */
  | { readonly type: 'text'; readonly text: string; readonly completionTokens: number | null }
  /** Sent when the length of the prompt is known, and again at the end of the answer. */
  | { readonly type: 'usage'; readonly promptTokens: number; readonly completionTokens: number }
  | { readonly type: 'end'; readonly outcome: Outcome };

export type Outcome =
  /** The model ended its answer. */
  | { readonly type: 'finished' }
  /** The answer reached Max tokens or the end of the model's context. */
  | { readonly type: 'length' }
  /** The server aborted the request. vLLM does so, with HTTP 200, when it shuts down or sleeps (issue vllm#57082). */
  | { readonly type: 'aborted' }
  /** The server stopped the model because it repeated itself (vLLM: `repetition_detection`, 2026). */
  | { readonly type: 'repetition' }
  /** The user pressed Stop. */
  | { readonly type: 'stopped' }
  /** The page was closed before the answer had ended. Only a saved run ends so. */
  | { readonly type: 'interrupted' }
  | { readonly type: 'failed'; readonly failure: Failure };

export type FailureKind =
  | 'address'
  | 'key'
  | 'not-loaded'
  | 'read-only'
  | 'mixed-content'
  | 'unreachable'
  | 'cors'
  | 'tunnel'
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
  | 'loading'
  | 'gateway'
  | 'server-error'
  | 'engine'
  | 'gone'
  | 'refused'
  | 'no-continue'
  | 'not-a-stream'
  | 'error-event'
  | 'connection-lost'
  | 'malformed'
  | 'no-finish-reason'
  | 'no-word'
  | 'unknown-finish-reason'
  | 'unexpected';

/** Why there is no complete answer, explained to the user. */
export interface Failure {
  readonly kind: FailureKind;
  /** What happened. */
  readonly sentence: string;
  /** The server's message, shortened to at most 600 characters; null if there is none. */
  readonly said: string | null;
  /** The next step. */
  readonly advice: string;
  /** The HTTP status or the code of an error event; null if there is neither. */
  readonly status: number | null;
  /** An address that the user should open in a new tab; missing for most failures. */
  readonly open?: string;
}
