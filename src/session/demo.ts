import { replayFetch } from '../inference/index.ts';
import { readFrame } from './frames.ts';
import type { ReadPicture } from './frames.ts';
import type { NewJob } from './jobs.ts';
import { defaultSettings } from './recipes.ts';
import { samplingOf } from './settings.ts';
import type { Frame } from './types.ts';

/** A recorded completion and its pictures, which are part of the app. */
export interface Demo {
  readonly title: string;
  readonly frames: readonly { readonly url: string; readonly name: string }[];
  readonly completion: string;
}

// A little faster than people read, so that the demo shows a whole run in half a minute.
const TOKENS_PER_SECOND = 150;

/** Plays the demo as a normal run, with a recording in place of a server. */
export function demoJob({ title, completion }: Demo, frames: readonly Frame[], seed: number): NewJob {
  const { systemPrompt, prompt, patchSide } = defaultSettings;
  return {
    id: null,
    source: 'demo',
    parent: null,
    title,
    frames,
    // The demo's boxes count pixels of the picture files in the app, at any size to send.
    units: { plain: 'original' },
    request: {
      baseUrl: 'http://demo.invalid/v1',
      model: 'demo',
      systemPrompt,
      prompt,
      patchSide,
      sampling: samplingOf(defaultSettings, seed),
    },
    apiKey: '',
    kept: '',
    switches: [],
    dropped: '',
    promptTokens: null,
    thoughtFor: null,
    fetch: replayFetch(completion, { tokensPerSecond: TOKENS_PER_SECOND, model: 'demo' }),
  };
}

/** Fetches the demo's pictures as frames. Pictures that cannot be fetched are left out. */
export async function readDemoFrames(
  demo: Demo,
  readPicture: ReadPicture,
  randomId: () => string,
): Promise<readonly Frame[]> {
  const read = await Promise.all(
    demo.frames.map(async ({ url, name }) => {
      const blob = await fetch(url).then(
        async (response) => response.blob(),
        () => null,
      );
      return blob && readFrame(new File([blob], name, { type: blob.type }), readPicture, randomId);
    }),
  );
  return read.flatMap((result) => (result !== null && 'frame' in result ? [result.frame] : []));
}
