import type { CompletionRequest, Failure } from './types.ts';

type Told = Pick<Failure, 'kind' | 'sentence' | 'advice'>;

/** The parameters of a request that have a field in the setup, and how it is called there. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  temperature: 'Temperature',
  top_p: 'Top-p',
  top_k: 'Top-k',
  min_p: 'Min-p',
  repetition_penalty: 'Repetition penalty',
  max_tokens: 'Max tokens',
  seed: 'Seed',
};
const PARAMETER = new RegExp(`\\b(${Object.keys(FIELD_NAMES).join('|')}) must be\\b`);
// pydantic; its message may echo the request, where every parameter's name occurs.
const INVALID = /'loc': \('body', ?'(\w+)'/;

const TOO_LONG = [
  /maximum context length|context length is only|maximum model length|too long to fit into the model/,
  /cannot be greater than max_model_len|'max_tokens' .{0,40}is too large/,
];
const CONTEXT = /(?:(?:context|model) length(?: is only| is| of)? \(?|max_model_len=(?:max_total_tokens=)?)(\d+)/;

/**
 * What vLLM means by the text of a refusal, and what cures it; null for a text that says nothing known.
 *
 * The wordings are those of v0.7 to v0.31. They come with HTTP 400 (404 for the model), and up to v0.11.0 some of them
 * as an error event within a stream that had begun well.
 */
export function readRefusal(text: string, request: CompletionRequest): Told | null {
  const limit = /At most (\d+) image\(s\) may be provided/.exec(text)?.[1];
  if (limit !== undefined) return tooManyImages(Number(limit), request.pictures.length);

  const model = /The model `(.{1,200}?)` does not exist/.exec(text)?.[1];
  if (model !== undefined) {
    return {
      kind: 'unknown-model',
      sentence: `The server does not serve a model named “${model}”.`,
      advice: `Set Model to a name that ${request.server.baseUrl}/models lists, or start vLLM with this model.`,
    };
  }

  // Until March 2026 a prompt longer than the context left a negative rest for the answer, and that was complained of.
  const overflown = /max_tokens must be at least 1, got -/.test(text) && request.sampling.maxTokens > 0;
  if (overflown || TOO_LONG.some((wording) => wording.test(text))) return tooLong(text, request);

  if (/absolute aspect ratio must be smaller than/.test(text)) {
    return {
      kind: 'unreadable-image',
      sentence: 'A picture is too narrow for the model, which takes at most 200 times as long as wide.',
      advice: 'Crop that frame or take it out.',
    };
  }
  if (/cannot identify image file|Failed to load image|image file is truncated/.test(text)) {
    return {
      kind: 'unreadable-image',
      sentence: 'The server could not read one of the pictures.',
      advice: 'Take the frames out and add them again; if that does not help, save them as JPEG first.',
    };
  }

  const parameter = (INVALID.exec(text) ?? PARAMETER.exec(text))?.[1];
  if (parameter !== undefined && Object.hasOwn(FIELD_NAMES, parameter)) {
    return {
      kind: 'sampling',
      sentence: `The server does not accept the value of ${FIELD_NAMES[parameter]}.`,
      advice: 'Change it in the settings, within the limits that the server names.',
    };
  }
  if (/EngineCore encountered an issue|EngineDead/.test(text)) {
    return {
      kind: 'server-error',
      sentence: 'The engine of the server has crashed.',
      advice: 'Restart vLLM; the cause stands in its log, often a lack of GPU memory (see --max-model-len).',
    };
  }
  return null;
}

function tooManyImages(limit: number, count: number): Told {
  return {
    kind: 'too-many-images',
    sentence:
      limit === 0
        ? 'The server was started to take no images.'
        : `The server takes at most ${limit} ${limit === 1 ? 'image' : 'images'} in a request; this one has ${count}.`,
    advice:
      `Restart vLLM with --limit-mm-per-prompt '{"image":${count}}' ` +
      `(before vLLM 0.8.5: --limit-mm-per-prompt image=${count}), or use fewer frames.`,
  };
}

function tooLong(text: string, request: CompletionRequest): Told {
  const context = CONTEXT.exec(text)?.[1];
  const size = context === undefined ? '' : ` of ${count(Number(context))} tokens`;
  return {
    kind: 'too-long',
    sentence: `The prompt with its pictures and the answer do not fit together in the model’s context${size}.`,
    advice:
      `Use fewer frames, send them with fewer pixels, or lower Max tokens (now ${count(request.sampling.maxTokens)}); ` +
      'or restart vLLM with a larger --max-model-len.',
  };
}

const count = (number: number): string => number.toLocaleString('en-US');
