import type { complete as Complete } from './client.ts';
import type { askHealth as AskHealth } from './health.ts';
import type { dataUrl as DataUrl, readPicture as ReadPicture } from './picture.ts';
import { failureOfLoading } from './plain-failure.ts';
import type { probe as Probe } from './probe.ts';
import type { askQueue as AskQueue } from './queue.ts';
import type { replayFetch as Replay } from './replay.ts';
import type { requests as Requests } from './requests.ts';

/** Loads the code that talks to a server and reads pictures: 11 kB after gzip that the first page does not need. */
export async function loadRequests(): Promise<typeof Requests> {
  return (await import('./requests.ts')).requests;
}

/** Like `complete` in client.ts. If the code cannot be loaded, the run ends with that failure. */
export const complete: typeof Complete = async function* completeOnDemand(request, options) {
  const requests = await loadRequests().catch(() => null);
  if (requests === null) yield { type: 'end', outcome: { type: 'failed', failure: failureOfLoading() } };
  else yield* requests.complete(request, options);
};

/** Like `probe` in probe.ts. If the code cannot be loaded, the result is that failure. */
export const probe: typeof Probe = async (server, options) => {
  const requests = await loadRequests().catch(() => null);
  return requests === null
    ? { ok: false, failure: failureOfLoading(), instead: null }
    : requests.probe(server, options);
};

/** Like `askHealth` in health.ts. If the code cannot be loaded, the health is unknown. */
export const askHealth: typeof AskHealth = async (server, options) => {
  const requests = await loadRequests().catch(() => null);
  return requests === null ? 'unclear' : requests.askHealth(server, options);
};

/** Like `askQueue` in queue.ts. If the code cannot be loaded, the result is null. */
export const askQueue: typeof AskQueue = async (server, options) => {
  const requests = await loadRequests().catch(() => null);
  return requests === null ? null : requests.askQueue(server, options);
};

/** Like `replayFetch` in replay.ts. */
export function replayFetch(...recording: Parameters<typeof Replay>): typeof globalThis.fetch {
  return async (input, init) => (await loadRequests()).replayFetch(...recording)(input, init);
}

/** Like `readPicture` in picture.ts. If the code cannot be loaded, the result says so. */
export const readPicture: typeof ReadPicture = async (file, name, options) => {
  const requests = await loadRequests().catch(() => null);
  if (requests !== null) return requests.readPicture(file, name, options);
  const sentence = `“${name}” could not be read: a part of this page could not be loaded. Check the network and reload.`;
  return { ok: false, problem: 'not-loaded', sentence };
};

/** Like `dataUrl` in picture.ts. It rejects if the code cannot be loaded. */
export const dataUrl: typeof DataUrl = async (blob) => (await loadRequests()).dataUrl(blob);
