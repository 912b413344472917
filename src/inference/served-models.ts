import * as v from 'valibot';
import type { Answer } from './ask.ts';
import { ifAny, readForm, readJson } from './json.ts';

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

/** vLLM's name for the context length, and those of LiteLLM, of Mistral and LM Studio, and of OpenRouter. */
const LENGTHS = ['max_model_len', 'max_input_tokens', 'max_context_length', 'context_length'] as const;

const length = ifAny(v.number());
const Card = v.object({
  id: v.string(),
  root: ifAny(v.string()),
  parent: ifAny(v.string()),
  max_model_len: length,
  max_input_tokens: length,
  max_context_length: length,
  context_length: length,
});
const List = v.object({ data: v.array(v.unknown()) });

/** Reads the list of models. Null if the answer is something else. The list may be empty. */
export function readModels({ status, text }: Answer): readonly ServedModel[] | null {
  const list = status === 200 ? readJson(List, text) : null;
  if (list === null) return null;
  const cards = list.data.flatMap((card) => readForm(Card, card) ?? []);
  const lengths = new Map(cards.map((card) => [card.id, lengthIn(card)]));
  return cards.map(({ id, root = null, parent = null }) => {
    const ofParent = parent === null ? null : lengths.get(parent);
    return { id, root, parent, contextLength: lengths.get(id) ?? ofParent ?? null };
  });
}

function lengthIn(card: v.InferOutput<typeof Card>): number | null {
  return LENGTHS.map((name) => card[name]).find((each) => each !== undefined) ?? null;
}

/** Reads the version of vLLM; null if the answer has none. */
export function readVersion({ status, text }: Answer): string | null {
  const body = status === 200 ? readJson(v.object({ version: v.string() }), text) : null;
  return body?.version.slice(0, 40) ?? null;
}
