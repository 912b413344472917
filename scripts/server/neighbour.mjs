// Checks whether StoryLens already listens on a port.

import * as v from 'valibot';

/** What `relay.json` of StoryLens has. */
const Relays = v.object({
  targets: v.array(v.object({ url: v.string(), path: v.pipe(v.string(), v.startsWith('relay/')) })),
});

/** How long to wait for an answer, in milliseconds: another program on the port may never answer. */
const PATIENCE = 2000;

/**
 * @param {number} port of this machine
 * @returns {Promise<boolean>}
 */
export async function isStoryLensAt(port) {
  try {
    const response = await fetch(`http://localhost:${port}/relay.json`, {
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return v.is(Relays, await response.json());
  } catch {
    return false;
  }
}
