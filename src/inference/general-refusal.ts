import type { Failure, Server } from './types.ts';

type Explanation = Pick<Failure, 'kind' | 'sentence' | 'advice'>;

/** llama.cpp: `Loading model`; others: `Model is still loading`, `The server is starting up`. */
export const LOADING =
  /\bloading (?:the )?model|model\b.{0,60}\b(?:is|being) (?:still |currently |being )*load(?:ing|ed)|\b(?:is|are) (?:still |currently )?(?:loading|starting|initiali[sz]ing|warming up)|not (?:yet )?(?:ready|loaded)\b/i;

const KEY =
  /\b(?:invalid|incorrect|missing|wrong|no) (?:api|proxy|virtual)[ _-]?key|\binvalid token\b|^unauthorized\b/i;
const NO_MODEL =
  /\bmodel (?:name )?\S{1,200} (?:was )?not found|\binvalid model (?:name|identifier)|\bmodel_not_found\b|\bunknown model\b/i;
const NO_PICTURES =
  /\bis not a multimodal model|\bimage input is not supported|\bdoes(?: not|n't) support (?:image|vision|multimodal)/i;
const BUSY = /\brate limit|\btoo many requests|\boverloaded\b|\bat capacity\b/i;
const MEMORY = /\bout of memory\b/i;

/**
 * Explains a message that other servers and proxies send as well, with whatever status. Null if the text is not known.
 * Only short messages are searched for common words: a long one may contain the prompt.
 */
export function readGeneralRefusal(text: string, server: Server): Explanation | null {
  if (text.length > 1000) return null;
  if (/\bno connected db\b/i.test(text)) return explainProxyKey(server);
  if (KEY.test(text)) return explainKey(server);
  if (LOADING.test(text)) return LOADING_MODEL;
  if (NO_MODEL.test(text)) {
    return {
      kind: 'unknown-model',
      sentence: `The server does not serve a model named “${server.model}”.`,
      advice: `Set Model to a name that ${server.baseUrl}/models lists, or start the server with this model.`,
    };
  }
  if (NO_PICTURES.test(text)) {
    return {
      kind: 'refused',
      sentence: 'The model on this server cannot see pictures.',
      advice: 'Choose a vision-language model. llama.cpp also needs the model’s picture part (--mmproj).',
    };
  }
  if (BUSY.test(text)) return TOO_BUSY;
  return MEMORY.test(text)
    ? {
        kind: 'server-error',
        sentence: 'The server ran out of memory on this request.',
        advice: 'Use fewer frames or fewer pixels, or restart the server with a smaller --max-model-len.',
      }
    : null;
}

export const TOO_BUSY: Explanation = {
  kind: 'busy',
  sentence: 'The server cannot take the request now: it is overloaded, loading or scaling.',
  advice: 'Wait a little and generate again.',
};

/** The server is there, but has not loaded its model yet. */
export const LOADING_MODEL: Explanation = {
  kind: 'loading',
  sentence: 'The server is still loading its model.',
  advice: 'Large models take minutes. If the loading does not end, look at the server’s log.',
};

/** A LiteLLM proxy without a database answers a missing or a wrong key with 400 `No connected db.` */
function explainProxyKey(server: Server): Explanation {
  const advice = 'Enter the key of the LiteLLM proxy (master_key in its configuration, or LITELLM_MASTER_KEY).';
  return { ...explainKey(server), advice };
}

/** The key is missing or wrong. */
export function explainKey({ apiKey }: Server): Explanation {
  return {
    kind: 'unauthorized',
    sentence: apiKey === '' ? 'The server needs an API key.' : 'The server does not accept this API key.',
    advice: 'Enter the key that vLLM was started with (--api-key, or VLLM_API_KEY in its environment).',
  };
}
