import type { CompletionRequest } from './types.ts';

/**
 * The system prompt that QwenStoryteller was trained with, word for word: it is part of the model's interface.
 * Source: the model card, https://huggingface.co/daniel3303/QwenStoryteller.
 */
export const STORYTELLER_SYSTEM_PROMPT =
  'You are an AI storyteller that can analyze sequences of images and create creative narratives. First think ' +
  'step-by-step to analyze characters, objects, settings, and narrative structure. Then create a grounded story that ' +
  'maintains consistent character identity and object references across frames. Use <think></think> tags to show your ' +
  'reasoning process before writing the final story.';

/** The default system prompt of StoryLens 0.1. Saved settings may contain it although the user did not choose it. */
export const FORMER_SYSTEM_PROMPT = [
  'You are an AI storyteller. You are given a sequence of images and tell the one story that runs through them.',
  'First think inside <think></think>: for each image list the characters, objects and settings that you see, with',
  'their bounding boxes, and then lay out the narrative structure. A character, object or place keeps its ID in every',
  'image in which it appears. After that tell the story image by image, and tie each mention of a character, object,',
  'action or place to its ID.',
].join(' ');

/** The default of the user's prompt. */
export const DEFAULT_PROMPT = 'Tell a story that is grounded in these images.';

type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

type Message =
  | { readonly role: 'system' | 'assistant'; readonly content: string }
  | { readonly role: 'user'; readonly content: Part[] };

/**
 * Builds the conversation in the layout that the model was trained with: the system prompt, then one user message with
 * its text first and the images after it in frame order. A blank system prompt is left out, so that the chat template
 * uses its own. The last message is the beginning of the answer if the model should continue one.
 */
export function messages(request: Pick<CompletionRequest, 'systemPrompt' | 'prompt' | 'pictures' | 'kept'>): Message[] {
  const images = request.pictures.map((url): Part => ({ type: 'image_url', image_url: { url } }));
  const conversation: Message[] = [{ role: 'user', content: [{ type: 'text', text: request.prompt }, ...images] }];
  if (request.systemPrompt.trim() !== '') conversation.unshift({ role: 'system', content: request.systemPrompt });
  if (request.kept !== '') conversation.push({ role: 'assistant', content: request.kept });
  return conversation;
}
