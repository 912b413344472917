import * as v from 'valibot';
import { readTolerantJson } from '../grounding/tolerant-json.ts';
import { ifAny, readForm } from './json.ts';

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
  return messageIn(readTolerantJson(text.slice(0, text.lastIndexOf('}') + 1))) ?? text;
}

const Inner = v.object({
  message: ifAny(v.string()),
  error: v.optional(v.unknown()),
  detail: ifAny(v.string()),
});

function messageIn(value: unknown): string | null {
  const inner = readForm(Inner, value);
  if (inner === null) return null;
  const { error, message, detail } = inner;
  if (message !== undefined) return message;
  if (typeof error === 'string') return error;
  return detail ?? messageIn(error);
}
