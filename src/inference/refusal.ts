import { sayCount, sayNumber } from '../grounding/counts.ts';
import { FIELD_NAMES } from './field-names.ts';
import { CONTINUATION, isAboutUnknownFields } from './unknown-fields.ts';
import type { CompletionRequest, Failure } from './types.ts';

type Explanation = Pick<Failure, 'kind' | 'sentence' | 'advice'>;

const PARAMETER = new RegExp(`\\b(${Object.keys(FIELD_NAMES).join('|')}) must be\\b`);
// An error of pydantic. It is not enough to search for the parameter's name, because the message may contain the whole
// request.
const INVALID = /'loc': \('body', ?'(\w+)'/;

const TOO_LONG = [
  /maximum context length|context length is only|maximum model length|too long to fit into the model/,
  /cannot be greater than max_model_len|'max_tokens' .{0,40}is too large/,
];
const CONTEXT = /(?:(?:context|model) length(?: is only| is| of)? \(?|max_model_len=(?:max_total_tokens=)?)(\d+)/;

/**
 * Explains the text of a refusal by vLLM and how to avoid it. Null if the text is not known.
 *
 * The wordings are those of v0.7 to v0.31. They come with HTTP 400 (404 for an unknown model). Up to v0.11.0 some of
 * them came as an error event within a stream that had started normally.
 */
export function readRefusal(text: string, request: CompletionRequest): Explanation | null {
  if (request.kept !== '' && CONTINUATION.some((field) => text.includes(field)) && isAboutUnknownFields(text)) {
    return {
      kind: 'no-continue',
      sentence: 'This server cannot continue an answer.',
      advice: 'It does not know the request fields that Continue needs. Regenerate the story, or use vLLM.',
    };
  }
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

  // Until March 2026 vLLM reported a prompt longer than the context as a negative max_tokens.
  const overflown = /max_tokens must be at least 1, got -/.test(text) && request.sampling.maxTokens > 0;
  if (overflown || TOO_LONG.some((wording) => wording.test(text))) return tooLong(text, request);

  if (/absolute aspect ratio must be smaller than/.test(text)) {
    return {
      kind: 'unreadable-image',
      sentence: 'A picture is too narrow for the model: its long side is more than 200 times its short side.',
      advice: 'Crop that frame or remove it.',
    };
  }
  if (/cannot identify image file|Failed to load image|image file is truncated/.test(text)) {
    return {
      kind: 'unreadable-image',
      sentence: 'The server could not read one of the pictures.',
      advice: 'Remove the frames and add them again. If that does not help, save them as JPEG first.',
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
      advice: 'Restart vLLM. Its log has the cause, often a lack of GPU memory (see --max-model-len).',
    };
  }
  return null;
}

function tooManyImages(limit: number, count: number): Explanation {
  return {
    kind: 'too-many-images',
    sentence:
      limit === 0
        ? 'The server was started with a limit of 0 images.'
        : `The server takes at most ${sayCount(limit, 'image')} in a request; this one has ${count}.`,
    advice:
      `Restart vLLM with --limit-mm-per-prompt '{"image":${count}}' ` +
      `(before vLLM 0.8.5: --limit-mm-per-prompt image=${count}), or use fewer frames.`,
  };
}

function tooLong(text: string, request: CompletionRequest): Explanation {
  const context = CONTEXT.exec(text)?.[1];
  const size = context === undefined ? '' : ` of ${sayNumber(Number(context))} tokens`;
  return {
    kind: 'too-long',
    sentence: `The prompt, its pictures and the answer together do not fit into the model’s context${size}.`,
    advice:
      `Use fewer frames, send them with fewer pixels, or lower Max tokens (now ${sayNumber(request.sampling.maxTokens)}); ` +
      'or restart vLLM with a larger --max-model-len.',
  };
}
