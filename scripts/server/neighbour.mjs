// Checks whether StoryLens already listens on a port.

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
    const { targets } = /** @type {{ targets?: unknown }} */ (await response.json());
    return (
      Array.isArray(targets) && targets.every(({ url, path }) => typeof url === 'string' && path.startsWith('relay/'))
    );
  } catch {
    return false;
  }
}
