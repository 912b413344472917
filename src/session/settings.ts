import { DEFAULT_PROMPT, DEFAULT_SYSTEM_PROMPT, readBaseUrl } from '../inference/index.ts';
import type { Failure, Sampling, Server } from '../inference/index.ts';
import type { Settings } from './types.ts';

/** The author's own server line and sampling: temperature 0.7, top-p 0.9; 8,192 tokens are room for 17 frames. */
export const defaultSettings: Settings = {
  serverUrl: 'http://localhost:8000/v1',
  model: 'daniel3303/QwenStoryteller',
  apiKey: '',
  temperature: '0.7',
  topP: '0.9',
  maxTokens: '8192',
  prompt: DEFAULT_PROMPT,
  systemPrompt: DEFAULT_SYSTEM_PROMPT,
};

/** What is wrong with one field, in a sentence that says what it takes; null where nothing is. */
export function checkSetting(field: keyof Settings, value: string): string | null {
  switch (field) {
    case 'serverUrl': {
      const read = readBaseUrl(value);
      return read.ok ? null : `${read.failure.sentence} ${read.failure.advice}`;
    }
    case 'temperature':
      return number(value, (n) => n >= 0 && n <= 2) ? null : 'Temperature is a number from 0 to 2.';
    case 'topP':
      return number(value, (n) => n > 0 && n <= 1) ? null : 'Top-p is a number above 0 and at most 1.';
    case 'maxTokens':
      return number(value, (n) => Number.isInteger(n) && n >= 1) ? null : 'Max tokens is a whole number, at least 1.';
    case 'prompt':
      return value.trim() === '' ? 'The prompt is empty.' : null;
    case 'model':
    case 'apiKey':
    case 'systemPrompt':
      return null;
  }
}

/** How the server's URL will be read, where that differs from what was typed. */
export function noteOnServerUrl(value: string): string | null {
  const read = readBaseUrl(value);
  return read.ok ? read.note : null;
}

function number(value: string, fits: (n: number) => boolean): boolean {
  return value.trim() !== '' && fits(Number(value));
}

const FIELDS: readonly (keyof Settings)[] = ['serverUrl', 'temperature', 'topP', 'maxTokens', 'prompt'];

/** The first thing that keeps a request from being sent, or null. */
export function problemOf(settings: Settings, frames: number): Failure | null {
  if (frames === 0) {
    const sentence = 'There are no frames to tell a story about.';
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

export function serverOf(settings: Settings): Server {
  return { baseUrl: settings.serverUrl, model: settings.model.trim(), apiKey: settings.apiKey };
}

/** A fresh seed with each run: without one vLLM may tell the same story again (vllm#15241). */
export function samplingOf(settings: Settings, seed: number): Sampling {
  return {
    temperature: Number(settings.temperature),
    topP: Number(settings.topP),
    maxTokens: Number(settings.maxTokens),
    repetitionPenalty: 1,
    seed,
  };
}
