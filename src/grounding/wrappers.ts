import type { Tag } from './tags.ts';

// What some models and servers put around a completion, or around its thinking and its story.

const THINKING = ['thinking', 'thought', 'thoughts', 'reasoning'];
const WRAPPERS =
  'answer final_answer final output response solution story result start_of_turn end_of_turn bos eos pad s html body root document article div p pre'.split(
    ' ',
  );
export const WRAPPER_NAMES: readonly string[] = [...THINKING, ...WRAPPERS];
const NAMED = new RegExp(String.raw`^<\s{0,2}(/?)\s{0,2}(${WRAPPER_NAMES.join('|')})\s*>$`, 'i');
const TOKEN = /^<[|｜](\/?[a-z][a-z_▁]{2,23})[|｜]>$/i;
/** The tokens around boxes, names of things, and pictures. Most of them are parts of a cell. */
const BOX_TOKEN =
  /^\/?(?:box|bbox|quad|object_ref|ref|det|loc|grounding|vision|image|video|point|poly|begin_of_box|end_of_box)/i;
const ANSWER_TOKEN = /^(?:begin|end)_of_box$/i;
const THINKING_TOKEN = /^(?:(start|begin)|end)_(?:of_)?(?:thinking|thought|reasoning)$/i;
const BRACKETED = ['CLS', 'SEP', 'PAD', 'BOS', 'EOS', 'INST', 'THINK'];
const BRACKETS = new RegExp(String.raw`^\[(/?)(${BRACKETED.join('|')})\]$`);

/** Reads a tag around a completion. Other names for the thinking are the thinking's tag. */
export function readWrapper(source: string): Tag | null {
  const match = NAMED.exec(source) ?? BRACKETS.exec(source);
  if (match === null) return readToken(source);
  const name = (match[2] ?? '').toLowerCase();
  return wrapper(name, name === 'think' || THINKING.includes(name), match[1] === '/');
}

/** Reads a token of a chat template: `<|im_end|>`, `<｜Assistant｜>`, `<|START_THINKING|>`. */
function readToken(source: string): Tag | null {
  const [, name] = TOKEN.exec(source) ?? [];
  if (name === undefined || (BOX_TOKEN.test(name) && !ANSWER_TOKEN.test(name))) return null;
  const thinking = THINKING_TOKEN.exec(name);
  return wrapper(`|${name}|`, thinking !== null, thinking !== null && thinking[1] === undefined);
}

function wrapper(written: string, isThinking: boolean, closing: boolean): Tag {
  const name = isThinking ? 'think' : 'wrapper';
  return { name, closing, attributes: written, misspelt: false, alone: false, unusual: 'wrapper' };
}

/** Whether a wrapper is one wherever it is written: no sentence has a token of a chat template. */
export function isCertainWrapper(tag: Tag): boolean {
  return tag.attributes.startsWith('|') && !isBoxToken(tag);
}

/** Whether a wrapper is one of the tokens that GLM writes around boxes, and also around its answer. */
export function isBoxToken({ attributes }: Tag): boolean {
  return ANSWER_TOKEN.test(attributes.slice(1, -1));
}

const BRACKET_BEGINNINGS = new Set(
  BRACKETED.flatMap((name) =>
    [`[${name}]`, `[/${name}]`].flatMap((word) => Array.from(word, (_, i) => word.slice(0, i + 1))),
  ),
);

/** Whether a text that begins with a bracket may become one of the wrappers in brackets. */
export function beginsBracket(beginning: string): boolean {
  return BRACKET_BEGINNINGS.has(beginning);
}
