/** The fields of a chat completion's delta that contain text. Servers send strings, or lists of parts with text. */
export interface Delta {
  readonly content?: unknown;
  /** The thinking, if the server runs with `--reasoning-parser`. Since vLLM 0.11.1. */
  readonly reasoning?: unknown;
  /** The older name of `reasoning`, up to vLLM 0.15. Versions 0.11.1 to 0.15 send both with the same text. */
  readonly reasoning_content?: unknown;
}

export type Field = 'content' | 'reasoning';

/** A text, and whether it belongs to the thinking. */
export interface Piece {
  readonly field: Field;
  readonly text: string;
}

/** Returns the texts of a delta or a message, in order. None of them is empty. */
export function piecesOf(delta: Delta | null | undefined): readonly Piece[] {
  if (!delta) return [];
  const content = textsIn(delta.content, 'content');
  const reasoning = textsIn(delta.reasoning, 'reasoning');
  const thinking = reasoning.length > 0 ? reasoning : textsIn(delta.reasoning_content, 'reasoning');
  return thinking.length === 0 ? content : [...thinking, ...content];
}

/**
 * Reads a string, a part (an object), or a list of parts. Mistral's servers send
 * `[{"type":"thinking","thinking":[{"type":"text","text":"…"}]},{"type":"text","text":"…"}]`.
 */
function textsIn(value: unknown, field: Field): readonly Piece[] {
  if (typeof value === 'string') return value === '' ? [] : [{ field, text: value }];
  if (Array.isArray(value))
    return value.flatMap((part: unknown) => (typeof part === 'string' ? [] : textsIn(part, field)));
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, thinking, reasoning, content } = value as Readonly<Record<string, unknown>>;
  const thought = thinking ?? reasoning;
  const inside =
    (typeof type === 'string' && /think|reason/i.test(type)) || (text === undefined && thought !== undefined);
  return textsIn(text ?? thought ?? content, inside ? 'reasoning' : field);
}
