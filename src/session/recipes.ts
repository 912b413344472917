import { DEFAULT_MAX_PIXELS, DEFAULT_PROMPT, STORYTELLER_SYSTEM_PROMPT, FORMAT_PROMPT } from '../inference/index.ts';
import type { RequestSettings, Recipe, SequenceSettings, Settings } from './types.ts';

/**
 * The sampling of the model's author is temperature 0.7 and top-p 0.9. The answer for 17 frames fits into 8,192 tokens.
 */
const storyteller: Recipe = {
  name: 'QwenStoryteller',
  model: 'daniel3303/QwenStoryteller',
  prompt: DEFAULT_PROMPT,
  systemPrompt: STORYTELLER_SYSTEM_PROMPT,
  temperature: '0.7',
  topP: '0.9',
  topK: '-1',
  minP: '0',
  repetitionPenalty: '1',
  maxTokens: '8192',
  stop: '',
  extra: '',
  units: 'sent',
  maxPixels: DEFAULT_MAX_PIXELS,
  patchSide: 28,
};

/**
 * The recipes of the app. QwenStoryteller2 is the successor of QwenStoryteller, trained with DPO on the same prompt.
 */
export const builtIn: readonly Recipe[] = [
  storyteller,
  { ...storyteller, name: 'QwenStoryteller2', model: 'daniel3303/QwenStoryteller2' },
  {
    ...storyteller,
    name: 'Any vision-language model',
    model: null,
    systemPrompt: FORMAT_PROMPT,
    repetitionPenalty: '1.05',
    // Qwen3-VL and InternVL use these units by themselves. The prompt asks other models to use them.
    units: 'thousand',
    maxPixels: 1024 * 1024,
    patchSide: 32,
  },
];

const FIELDS = Object.keys(storyteller).filter((key) => key !== 'name' && key !== 'model') as (keyof RequestSettings)[];

/** The part of the settings that a recipe sets. */
export function requestSettingsOf(settings: RequestSettings): RequestSettings {
  return Object.fromEntries(FIELDS.map((field) => [field, settings[field]])) as unknown as RequestSettings;
}

/** The part of the settings that belongs to a sequence. */
export function sequenceSettingsOf(settings: SequenceSettings): SequenceSettings {
  return { ...requestSettingsOf(settings), recipe: settings.recipe, seed: settings.seed };
}

/** The changes of the settings when a recipe is chosen. */
export function settingsOf(recipe: Recipe): Partial<Settings> {
  return { ...requestSettingsOf(recipe), recipe: recipe.name, ...(recipe.model !== null && { model: recipe.model }) };
}

/**
 * Whether the settings still equal the recipe's. The model's name is not compared, because servers use their own names.
 */
export function isAsIn(settings: Settings, recipe: Recipe): boolean {
  return FIELDS.every((field) => settings[field] === recipe[field]);
}

/** All recipes. A saved recipe replaces a built-in one of the same name. */
export function allRecipes(saved: readonly Recipe[]): readonly Recipe[] {
  return [...builtIn.filter(({ name }) => !saved.some((recipe) => recipe.name === name)), ...saved];
}

/** The recipe that was chosen last, or QwenStoryteller if it no longer exists. */
export function recipeOf(settings: Settings, saved: readonly Recipe[]): Recipe {
  return allRecipes(saved).find(({ name }) => name === settings.recipe) ?? storyteller;
}

export const defaultSettings: Settings = {
  ...requestSettingsOf(storyteller),
  recipe: storyteller.name,
  serverUrl: 'http://localhost:8000/v1',
  model: 'daniel3303/QwenStoryteller',
  apiKey: '',
  seed: '',
};
