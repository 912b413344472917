import { complete } from './client.ts';
import { askHealth } from './health.ts';
import { dataUrl, readPicture } from './picture.ts';
import { probe } from './probe.ts';
import { askQueue } from './queue.ts';
import { replayFetch } from './replay.ts';

/** Everything that talks to a server, and what reads its pictures, in one script; `on-demand.ts` loads it. */
export const requests = { complete, askHealth, probe, askQueue, replayFetch, readPicture, dataUrl };
