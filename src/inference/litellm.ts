/**
 * Returns the message of the server behind a LiteLLM proxy. LiteLLM wraps it in its own words:
 *
 *     litellm.BadRequestError: Hosted_vllmException - {"error":{"message":"…"}} LiteLLM: model group …
 *     litellm.NotFoundError: OpenAIException - The model `x` does not exist.. Received Model Group=x
 *
 * The inner part may be JSON, a Python dict or text, and may be wrapped twice. Other messages are returned unchanged.
 */
export function withoutLiteLlm(message: string): string {
  let text = message;
  while (WRAPPED.test(text)) text = innermost(text.replace(WRAPPED, '').replace(AFTER, '').trim());
  return text === '' ? message : text;
}

const WRAPPED =
  /^\s*(?:litellm\.(?:\w+\.)*\w+: (?:\w+: )*(?:\w+(?:Exception|Error)? - )?|\w+Exception - )(?:Error code: \d+ - )?/;
// What LiteLLM's router appends about its model groups.
const AFTER =
  /\s*(?:\.?\s*Received Model Group=|LiteLLM: model group|Available Model Group Fallbacks=|No fallback model group found)[^]*$/i;

function innermost(text: string): string {
  if (!text.startsWith('{')) return text;
  try {
    const value: unknown = JSON.parse(text.slice(0, text.lastIndexOf('}') + 1));
    return messageIn(value) ?? text;
  } catch {
    // Python prints a dict with single quotes, and with double ones where the text has an apostrophe.
    const [, single, double] = /'message': (?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/.exec(text) ?? [];
    return (single ?? double)?.replace(/\\(['"\\])/g, '$1') ?? text;
  }
}

function messageIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { error, message, detail } = value as Readonly<Record<string, unknown>>;
  if (typeof message === 'string') return message;
  if (typeof error === 'string') return error;
  return typeof detail === 'string' ? detail : messageIn(error);
}
