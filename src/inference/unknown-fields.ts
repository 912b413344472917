/** The fields with which vLLM continues an answer. Without them the server would begin a new one. */
export const CONTINUATION = ['continue_final_message', 'add_generation_prompt'] as const;

/** A field of `stream_options` that only vLLM has. */
const NESTED = 'continuous_usage_stats';

type Body = Readonly<Record<string, unknown>>;

const UNKNOWN = [
  // The words of pydantic and FastAPI.
  /extra_forbidden|extra (?:inputs|fields) (?:are )?not permitted/i,
  // The words of `transformers serve` 5.24: Unexpected fields in the request: {'repetition_penalty', 'min_p', 'top_k'}
  /\b(?:unexpected|unknown|unrecogni[sz]ed|unsupported|additional|extra) (?:request |input |body )?(?:field|argument|parameter|param|key|propert|attribute|keyword)/i,
  /\b(?:not|n't) support(?:ed)?\b.{0,40}\b(?:field|parameter|argument)|\bpropert(?:y|ies)\b.{0,60}\b(?:unsupported|not (?:supported|allowed))/i,
];

// The words after which a message lists the fields that the server does know.
const KNOWN_FOLLOW =
  /\bexpected one of\b|\b(?:supported|allowed|valid|known|permitted|accepted) (?:request )?(?:field|parameter|argument|key|propert|one)s?\b|\binstead\b/i;

/**
 * Reads which fields of a request the server refuses because it does not know them. Empty if the message is about
 * something else. If the message names none of the fields, the result has all fields that only vLLM knows.
 *
 * @param status the HTTP status of the refusal: 422, or 400 at some servers.
 * @param extra the names of the fields that the user added.
 */
export function unknownFields(
  status: number,
  message: string,
  body: Body,
  extra: readonly string[],
): readonly string[] {
  if ((status !== 422 && status !== 400) || !isAboutUnknownFields(message)) return [];
  const [about = ''] = message.split(KNOWN_FOLLOW);
  const optional = optionalFields(body);
  const named = optional.filter((field) => new RegExp(`(?<![\\w.-])${escape(field)}(?![\\w-])`).test(about));
  if (named.length > 0) return named.includes(NESTED) ? named.filter((field) => field !== 'stream_options') : named;
  return optional.filter((field) => VLLM_ONLY.has(field) || extra.includes(field));
}

export function isAboutUnknownFields(message: string): boolean {
  return UNKNOWN.some((wording) => wording.test(message));
}

const VLLM_ONLY: ReadonlySet<string> = new Set(['top_k', 'min_p', 'repetition_penalty', NESTED, ...CONTINUATION]);
const REQUIRED: ReadonlySet<string> = new Set(['model', 'messages', 'stream', 'max_tokens']);

function optionalFields(body: Body): readonly string[] {
  const nested = Object.keys(body['stream_options'] ?? {}).includes(NESTED) ? [NESTED] : [];
  return [...Object.keys(body).filter((field) => !REQUIRED.has(field)), ...nested];
}

/** Returns the body without these fields. */
export function without<Sent extends Body>(body: Sent, fields: readonly string[]): Sent {
  const kept = Object.entries(body).filter(([field]) => !fields.includes(field));
  const entries = kept.map(([field, value]) =>
    field === 'stream_options' && fields.includes(NESTED) ? [field, { include_usage: true }] : [field, value],
  );
  return Object.fromEntries(entries) as Sent;
}

const escape = (text: string): string => text.replace(/[^\w\s]/g, String.raw`\$&`);
