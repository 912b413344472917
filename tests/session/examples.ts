import { sentSize } from '../../src/inference/index.ts';
import type { PatchSide } from '../../src/inference/index.ts';
import type { SentRequest, Frame, Progress } from '../../src/session/index.ts';
import { samplingOf } from '../../src/session/settings.ts';
import { defaultSettings } from '../../src/session/recipes.ts';

const { systemPrompt, prompt, patchSide, serverUrl: baseUrl, model } = defaultSettings;

const request: SentRequest = {
  baseUrl,
  model,
  systemPrompt,
  prompt,
  patchSide,
  sampling: samplingOf(defaultSettings, 7),
};

/** A run that wrote a story in four seconds, with the given changes. */
export function runWith(
  change: Partial<Omit<Progress, 'request'>> & { readonly request?: Partial<SentRequest> } = {},
): Progress {
  const times = { startedAt: 1000, openedAt: 1100, firstTextAt: 1500, thoughtFor: 1500, heardAt: 5000, endedAt: 5000 };
  return {
    status: 'ended',
    ...times,
    queue: null,
    heldBack: false,
    health: null,
    back: false,
    tokens: 900,
    promptTokens: null,
    outcome: { type: 'finished' },
    seams: [],
    repetition: null,
    ...change,
    request: { ...request, ...change.request },
  };
}

/** A frame of a file with this many pixels, at its size to send. */
export function frameOf(
  originalWidth: number,
  originalHeight: number,
  { maxPixels, patchSide: side }: { readonly maxPixels?: number; readonly patchSide?: PatchSide } = {},
): Frame {
  const size = sentSize(originalWidth, originalHeight, maxPixels, side);
  if (!size.ok) throw new Error(size.sentence);
  const { width, height } = size;
  const name = `${originalWidth}x${originalHeight}.png`;
  const file = new File([], name);
  return { id: name, name, picture: name, sent: name, file, blob: file, width, height, originalWidth, originalHeight };
}
