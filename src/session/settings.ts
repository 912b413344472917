import { parseJson, whyNotJson } from '../grounding/base.ts';
import { FIELD_NAMES, readBaseUrl, relayTo } from '../inference/index.ts';
import type { Failure, Sampling, Server } from '../inference/index.ts';
import type { PageState, Settings } from './types.ts';

/** The settings that are text fields. */
export type TextSetting = {
  [Field in keyof Settings]: Settings[Field] extends string ? (string extends Settings[Field] ? Field : never) : never;
}[keyof Settings];

/** What is wrong with a field, as a sentence that says which values it takes; null if the value is valid. */
export function checkSetting(field: TextSetting, value: string): string | null {
  switch (field) {
    case 'serverUrl': {
      const read = readBaseUrl(value);
      return read.ok ? null : `${read.failure.sentence} ${read.failure.advice}`;
    }
    case 'temperature':
      return number(value, (n) => n >= 0 && n <= 2) ? null : 'Temperature must be a number from 0 to 2.';
    case 'topP':
      return number(value, (n) => n > 0 && n <= 1) ? null : 'Top-p must be a number above 0 and at most 1.';
    case 'topK':
      return number(value, (n) => n === -1 || (Number.isInteger(n) && n >= 1))
        ? null
        : 'Top-k must be a whole number, at least 1, or -1 for all tokens.';
    case 'minP':
      return number(value, (n) => n >= 0 && n <= 1) ? null : 'Min-p must be a number from 0 to 1.';
    case 'repetitionPenalty':
      return number(value, (n) => n > 0 && n <= 2)
        ? null
        : 'Repetition penalty must be a number above 0 and at most 2. 1 means no penalty.';
    case 'maxTokens':
      return number(value, (n) => Number.isInteger(n) && n >= 1)
        ? null
        : 'Max tokens must be a whole number, at least 1.';
    case 'seed':
      return value.trim() === '' || number(value, (n) => Number.isSafeInteger(n) && n >= 0)
        ? null
        : 'Seed must be a whole number, or empty for a new seed in each run.';
    case 'extra':
      return problemOfExtra(value);
    case 'prompt':
      return value.trim() === '' ? 'The prompt is empty.' : null;
    case 'recipe':
    case 'model':
    case 'apiKey':
    case 'systemPrompt':
    case 'stop':
      return null;
  }
}

// The fields that StoryLens sets in every request, with the label of the setting; null if it has no setting.
const SET_ALREADY: Readonly<Record<string, string | null>> = {
  ...FIELD_NAMES,
  model: 'Model',
  max_completion_tokens: 'Max tokens',
  stop: 'Stop',
  messages: null,
  stream: null,
  stream_options: null,
  n: null,
  continue_final_message: null,
  add_generation_prompt: null,
};

function problemOfExtra(value: string): string | null {
  if (value.trim() === '') return null;
  const reason = whyNotJson(value);
  if (reason !== null) return `The extra JSON cannot be read: ${reason}.`;
  const object = parseJson(value);
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    return 'The extra JSON must be an object, such as {"min_tokens": 100}.';
  const taken = Object.keys(object).find((name) => Object.hasOwn(SET_ALREADY, name));
  if (taken === undefined) return null;
  const field = SET_ALREADY[taken];
  return field ? `“${taken}” is set in the field ${field}, not here.` : `“${taken}” is set by StoryLens itself.`;
}

/** How the page reaches the server, if not simply at the address in the field; otherwise null. */
export function noteOnServer({ settings, relays }: Pick<PageState, 'settings' | 'relays'>): string | null {
  const read = readBaseUrl(settings.serverUrl);
  if (!read.ok) return null;
  const relay = relayTo(read.baseUrl, relays ?? []);
  return relay ? `${relay.target}, through StoryLens’s own server.` : read.note;
}

function number(value: string, fits: (n: number) => boolean): boolean {
  return value.trim() !== '' && fits(Number(value));
}

const FIELDS = [
  'serverUrl',
  'prompt',
  'temperature',
  'topP',
  'topK',
  'minP',
  'repetitionPenalty',
  'maxTokens',
  'seed',
  'extra',
] as const;

/** The first problem that prevents the request, or null. */
export function problemOf(settings: Settings, frames: number): Failure | null {
  if (frames === 0) {
    const sentence = 'There are no frames yet.';
    return refuse('refused', sentence, 'Add one or more pictures, then press Generate.');
  }
  for (const field of FIELDS) {
    const wrong = checkSetting(field, settings[field]);
    const kind = field === 'serverUrl' ? 'address' : 'sampling';
    if (wrong !== null) return refuse(kind, wrong, 'Correct it in the setup, then press Generate.');
  }
  return null;
}

function refuse(kind: Failure['kind'], sentence: string, advice: string): Failure {
  return { kind, sentence, advice, said: null, status: null };
}

/** The server of the settings, reached through the relay of `npm start` if a relay leads to it. */
export function serverOf({ settings, relays }: Pick<PageState, 'settings' | 'relays'>): Server {
  const address = readBaseUrl(settings.serverUrl);
  const relay = address.ok ? relayTo(address.baseUrl, relays ?? []) : undefined;
  return {
    baseUrl: settings.serverUrl,
    model: settings.model.trim(),
    apiKey: settings.apiKey,
    ...(relay && { relay }),
  };
}

/**
 * @param fresh the seed to use if the user set none: without a seed vLLM may write the same story again (vllm#15241).
 */
export function samplingOf(settings: Settings, fresh: number): Sampling {
  return {
    temperature: Number(settings.temperature),
    topP: Number(settings.topP),
    topK: Number(settings.topK),
    minP: Number(settings.minP),
    repetitionPenalty: Number(settings.repetitionPenalty),
    maxTokens: Number(settings.maxTokens),
    seed: settings.seed.trim() === '' ? fresh : Number(settings.seed),
    // vLLM rejects an empty stop text.
    stop: settings.stop.split('\n').filter((text) => text !== ''),
    extra: (parseJson(settings.extra) ?? {}) as Readonly<Record<string, unknown>>,
  };
}
