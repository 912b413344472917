import { complete } from './client.ts';
import { askHealth } from './health.ts';
import { probe } from './probe.ts';
import { askQueue } from './queue.ts';
import { replayFetch } from './replay.ts';

/** Everything that talks to a server, in one script; `on-demand.ts` loads it. */
export const requests = { complete, askHealth, probe, askQueue, replayFetch };
