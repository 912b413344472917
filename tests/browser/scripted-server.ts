import type { Probe, Server } from '../../src/inference/index.ts';
import type { SessionDependencies } from '../../src/session/index.ts';

/** A server that is looked at, and the test's hand on what is found there. */
export interface ScriptedServer {
  readonly probe: SessionDependencies['probe'];
  /** Whom each look was for. */
  readonly looks: readonly Server[];
  /** Is found by everybody who waits, and by everybody who looks from now on. */
  readonly is: (found: Probe) => void;
  /** Who looks from now on waits. */
  readonly silent: () => void;
}

/** A server at which this is found; null for one that is silent at first. Like a real server, it answers every request again. */
export function scriptedServer(found: Probe | null = null): ScriptedServer {
  const looks: Server[] = [];
  let now = found;
  let waiting: ((found: Probe) => void)[] = [];
  return {
    looks,
    async probe(server) {
      looks.push(server);
      if (now !== null) return structuredClone(now);
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
    is(next) {
      now = next;
      for (const resolve of waiting) resolve(structuredClone(next));
      waiting = [];
    },
    silent() {
      now = null;
    },
  };
}
