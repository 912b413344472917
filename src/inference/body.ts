import { messages } from './prompt.ts';
import type { CompletionRequest } from './types.ts';
import { without } from './unknown-fields.ts';

/** The body of a request, with all fields. */
export function bodyOf(request: CompletionRequest) {
  const { server, sampling } = request;
  return {
    ...sampling.extra,
    model: server.model,
    messages: messages(request),
    stream: true as const,
    // `continuous_usage_stats` is an extension of vLLM: it adds the token counts to every chunk.
    stream_options: { include_usage: true, continuous_usage_stats: true },
    temperature: sampling.temperature,
    top_p: sampling.topP,
    top_k: sampling.topK,
    min_p: sampling.minP,
    repetition_penalty: sampling.repetitionPenalty,
    seed: sampling.seed,
    max_tokens: sampling.maxTokens,
    ...(sampling.stop.length > 0 && { stop: [...sampling.stop] }),
    // Both fields must be sent: `add_generation_prompt` is true by default, and vLLM refuses a request in which both
    // are true.
    ...(request.kept !== '' && { continue_final_message: true, add_generation_prompt: false }),
  };
}

/** The fields of a body that the server is known to refuse. */
export function refusedFields(body: object, { unknown = [] }: CompletionRequest): readonly string[] {
  return Object.keys(body)
    .concat('continuous_usage_stats')
    .filter((field) => unknown.includes(field));
}

/** The bytes of the request's body, as the SDK sends them. */
export function bodyText(request: CompletionRequest): string {
  const body = bodyOf(request);
  return JSON.stringify(without(body, refusedFields(body, request)));
}
