import { complete, dataUrl, readPicture } from '../inference/index.ts';
import { browserClock, createDesk } from '../session/index.ts';
import type { Desk } from '../session/index.ts';

/** Puts the rooms together: the one place that knows both the desk and the world. */
export function buildDesk(): Desk {
  return createDesk({
    clock: browserClock,
    complete,
    dataUrl,
    readPicture,
    loadDemo: async () => (await import('./demo/index.ts')).demo,
    seed: () => crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1,
  });
}
