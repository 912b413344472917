import type { SequenceSettings } from './types.ts';

/** What the settings of a sequence are called in a sentence. */
export const SETTING_NAMES: Readonly<Record<keyof SequenceSettings, string>> = {
  recipe: 'recipe',
  prompt: 'prompt',
  systemPrompt: 'system prompt',
  temperature: 'temperature',
  topP: 'top-p',
  topK: 'top-k',
  minP: 'min-p',
  repetitionPenalty: 'repetition penalty',
  maxTokens: 'max tokens',
  seed: 'seed',
  stop: 'stop texts',
  extra: 'extra JSON',
  units: 'box units',
  maxPixels: 'picture size',
  patchSide: 'picture grid',
};
