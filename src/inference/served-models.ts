import type { Answer } from './ask.ts';

/** A model as `/v1/models` lists it. */
export interface ServedModel {
  readonly id: string;
  /** The field `root`, the model behind an alias: a name on Hugging Face or a path. Null if the server omits it. */
  readonly root: string | null;
  /** The base model of a LoRA adapter; null if the model is not an adapter. */
  readonly parent: string | null;
  /** Most tokens of prompt and answer together (`max_model_len`). An adapter has the value of its base model. */
  readonly contextLength: number | null;
}

/** Reads the list of models. Null if the answer is something else. The list may be empty. */
export function readModels({ status, text }: Answer): readonly ServedModel[] | null {
  if (status !== 200) return null;
  const body = parse(text);
  const list = body?.['data'];
  if (!Array.isArray(list)) return null;
  const cards = list.filter((card): card is Json => typeof card?.id === 'string');
  const lengths = new Map(cards.map((card) => [card['id'], lengthIn(card)]));
  return cards.flatMap((card) => {
    const { id, parent } = card;
    if (typeof id !== 'string') return [];
    const base = typeof parent === 'string' ? parent : null;
    const root = typeof card['root'] === 'string' ? card['root'] : null;
    return { id, root, parent: base, contextLength: lengths.get(id) ?? lengths.get(base) ?? null };
  });
}

/** vLLM's name for the context length, and those of LiteLLM, of Mistral and LM Studio, and of OpenRouter. */
const LENGTHS = ['max_model_len', 'max_input_tokens', 'max_context_length', 'context_length'];

function lengthIn(card: Json): number | null {
  return LENGTHS.map((name) => numberOf(card[name])).find((length) => length !== null) ?? null;
}

/** Reads the version of vLLM; null if the answer has none. */
export function readVersion({ status, text }: Answer): string | null {
  const version = status === 200 ? parse(text)?.['version'] : null;
  return typeof version === 'string' ? version.slice(0, 40) : null;
}

type Json = Readonly<Record<string, unknown>>;

function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : null;
  } catch {
    return null;
  }
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
