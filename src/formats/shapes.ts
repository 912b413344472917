import { imageDimensionsFromData } from 'image-dimensions';
import * as v from 'valibot';
import { joinParts, joined } from './sample.ts';
import type { Joined, Sample } from './sample.ts';

// The shapes of values in which completions are kept. Fields that are not named here do not matter.

/** A completion, and the name of the value that contained it. */
type Found = Omit<Sample, 'name'> & { readonly label: string | null };

const Part = v.object({ type: v.string(), text: v.optional(v.string()), thinking: v.optional(v.string()) });
const Content = v.optional(v.nullable(v.union([v.string(), v.array(v.looseObject({}))])));
const Message = v.object({
  role: v.optional(v.string()),
  content: Content,
  reasoning_content: v.optional(v.nullable(v.string())),
  reasoning: v.optional(v.nullable(v.string())),
});
const Size = v.object({ width: v.pipe(v.number(), v.minValue(1)), height: v.pipe(v.number(), v.minValue(1)) });
// A picture in a parquet file. `bytes` is null if the file has only the path of the picture.
const Stored = v.object({ bytes: v.instance(Uint8Array) });
const Id = v.nullish(v.union([v.string(), v.number()]));
const Row = v.object({
  story_id: Id,
  id: Id,
  chain_of_thought: v.string(),
  story: v.string(),
  images: v.nullish(v.array(v.unknown())),
  frame_count: v.nullish(v.union([v.number(), v.pipe(v.bigint(), v.transform(Number))])),
});
const Named = v.object({ story_id: Id, id: Id, custom_id: Id });
const Choice = v.object({ message: v.optional(Message), text: v.optional(v.string()), delta: v.optional(Message) });
const Chat = v.object({ choices: v.array(Choice) });
const Messages = v.object({ messages: v.array(Message) });
const Generated = v.union([
  v.pipe(
    v.object({ generated_text: v.string() }),
    v.transform((value) => value.generated_text),
  ),
  v.pipe(
    v.object({ completion: v.string() }),
    v.transform((value) => value.completion),
  ),
  v.pipe(
    v.object({ response: v.string() }),
    v.transform((value) => value.response),
  ),
  v.pipe(
    v.object({ output: v.string() }),
    v.transform((value) => value.output),
  ),
]);

// A line of the results of a batch: vLLM's `run-batch` and OpenAI's batches.
const Batch = v.object({ custom_id: v.string(), response: v.object({ body: v.looseObject({}) }) });

/** The completions in a value that was read from JSON, Python or parquet; empty if it has none of the known shapes. */
export function completionsIn(value: unknown): readonly Found[] {
  if (Array.isArray(value)) return inList(value);
  const batch = v.safeParse(Batch, value);
  const found = unnamed(batch.success ? batch.output.response.body : value);
  const named = v.safeParse(Named, value);
  const id = named.success ? (named.output.story_id ?? named.output.custom_id ?? named.output.id) : null;
  // The ID of a chat completion is the ID of the request, so several choices would have the same one.
  const hasOwnId = batch.success || !v.is(Chat, value);
  return found.length === 1 && hasOwnId && id !== null && id !== undefined && id !== ''
    ? found.map((one) => Object.assign(one, { id: String(id) }))
    : found;
}

function unnamed(value: unknown): readonly Found[] {
  const row = v.safeParse(Row, value);
  if (row.success) return [fromRow(row.output)];
  const chat = v.safeParse(Chat, value);
  if (chat.success) return chat.output.choices.flatMap(fromChoice);
  const messages = v.safeParse(Messages, value);
  if (messages.success) return fromMessages(messages.output.messages);
  const generated = v.safeParse(Generated, value);
  return generated.success ? [plain(generated.output, 'a JSON object')] : [];
}

/** The text of a stream's events, in their order. */
export function completionOfEvents(events: readonly unknown[]): Joined {
  const deltas = events.flatMap((event) => {
    const chat = v.safeParse(Chat, event);
    const choice = chat.success ? chat.output.choices[0] : undefined;
    return choice === undefined ? [] : [{ ...textsOf(choice.delta ?? choice.message ?? {}), text: choice.text ?? '' }];
  });
  const thought = deltas.map((delta) => delta.thought).join('');
  return withThought(thought, deltas.map(({ content, text }) => content + text).join(''));
}

function inList(values: readonly unknown[]): readonly Found[] {
  const messages = v.safeParse(v.array(v.required(Message, ['role'])), values);
  if (messages.success && values.length > 0) return fromMessages(messages.output);
  return values.flatMap(completionsIn);
}

function fromRow({ story_id, chain_of_thought, story, images, frame_count }: v.InferOutput<typeof Row>): Found {
  const sizes = (images ?? []).flatMap((image) => sizeOf(image) ?? []);
  const frames = images?.length ?? frame_count;
  return {
    label: story_id === undefined || story_id === null ? null : `story ${story_id}`,
    ...joinParts(chain_of_thought, story),
    wrapper: 'a row of the dataset',
    // Sizes count only if every frame has one.
    sizes: sizes.length === (images ?? []).length ? sizes : [],
    ...(frames === undefined || frames === null ? {} : { frames }),
  };
}

/** The size of a picture: as it is written, or from the first bytes of its file. */
function sizeOf(image: unknown): v.InferOutput<typeof Size> | null {
  const written = v.safeParse(Size, image);
  if (written.success) return written.output;
  const stored = v.safeParse(Stored, image);
  const read = stored.success ? imageDimensionsFromData(stored.output.bytes) : undefined;
  return read === undefined ? null : { width: read.width, height: read.height };
}

function fromChoice(
  { message, text }: v.InferOutput<typeof Choice>,
  index: number,
  all: readonly unknown[],
): readonly Found[] {
  const { thought, content } = textsOf(message ?? {});
  const found = withThought(thought, content || (thought === '' ? (text ?? '') : ''));
  if (found.completion === '') return [];
  return [{ ...plain('', 'a chat completion'), ...found, label: all.length > 1 ? `choice ${index + 1}` : null }];
}

/** The last answer of the model: the messages before it are the prompt, or examples. */
function fromMessages(messages: readonly v.InferOutput<typeof Message>[]): readonly Found[] {
  const last = messages.findLast(({ role }) => role === 'assistant');
  if (last === undefined) return [];
  const { thought, content } = textsOf(last);
  const found = withThought(thought, content);
  return found.completion === '' ? [] : [{ ...plain('', 'a list of messages'), ...found }];
}

function textsOf({ content, reasoning_content, reasoning }: Partial<v.InferOutput<typeof Message>>): {
  readonly thought: string;
  readonly content: string;
} {
  const parts = Array.isArray(content) ? content.flatMap((part) => (v.is(Part, part) ? [part] : [])) : [];
  const thinking = parts.map((part) => part.thinking ?? '').join('');
  const text = typeof content === 'string' ? content : parts.map((part) => part.text ?? '').join('');
  return { thought: (reasoning_content || reasoning || '') + thinking, content: text };
}

/** A server that separates the thinking leaves its tags out. */
function withThought(thought: string, content: string): Joined {
  return thought === '' ? { completion: content, switches: [] } : joined(`<think>${thought}</think>`, content);
}

const plain = (completion: string, wrapper: string): Found => ({
  completion,
  switches: [],
  wrapper,
  sizes: [],
  label: null,
});
