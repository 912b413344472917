import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { harbour } from '../fixtures/harbour.ts';
import { longStory } from '../helpers/long-story.ts';
import { RUN } from './processes.ts';

/**
 * The texts that the model can generate: the demo's completion (4,000 tokens, 50 s), a story of three frames (10 s), one of
 * eight frames, long enough to stop the server in the middle (30 s), and one of two frames for a short context.
 */
export const texts = {
  demo: readFileSync(new URL('../../src/app/demo/completion.txt', import.meta.url), 'utf8'),
  harbour,
  long: longStory(8),
  short: longStory(2),
} as const;

export type Text = keyof typeof texts;

/** The frames of the demo, as they ship with the app. */
export const demoFrames = Array.from({ length: 6 }, (_, i) => ({
  name: `frame-${i + 1}.webp`,
  mimeType: 'image/webp',
  buffer: readFileSync(new URL(`../../src/app/demo/frame-${i + 1}.webp`, import.meta.url)),
}));

export const textFileOf = (name: Text): string => join(RUN, 'texts', `${name}.txt`);

/** Writes the texts to the folder from which the server reads them. */
export function writeTexts(): void {
  mkdirSync(join(RUN, 'texts'), { recursive: true });
  for (const [name, text] of Object.entries(texts)) writeFileSync(textFileOf(name as Text), text);
}
