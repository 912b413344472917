import type { Probe, Server } from '../../src/inference/index.ts';
import type { AskServer } from '../../src/session/connection.ts';

/** A probe of a server; the test controls its result. */
export interface Look {
  readonly server: Server;
  readonly signal: AbortSignal;
  /** Resolves once the app has processed the result. */
  readonly find: (found: Probe) => Promise<void>;
}

export interface ScriptedProbe {
  readonly probe: AskServer;
  /** All probes so far. */
  readonly looks: readonly Look[];
  /** The nth probe, counted from 1; waits until the app starts it. */
  readonly look: (n: number) => Promise<Look>;
}

/** A server whose probe results the test sets. An aborted probe answers as well, like a late answer. */
export function createScriptedProbe(): ScriptedProbe {
  const looks: Look[] = [];
  const waiting: { readonly n: number; readonly resolve: (look: Look) => void }[] = [];
  return {
    looks,
    async probe(server, { signal }) {
      return new Promise((resolve) => {
        const look: Look = {
          server,
          signal,
          async find(found) {
            resolve(found);
            // The app processes the result within a few turns of the microtask queue, before any timer.
            await new Promise((done) => {
              setImmediate(done);
            });
          },
        };
        looks.push(look);
        for (const { n, resolve: made } of waiting) if (n === looks.length) made(look);
      });
    },
    async look(n) {
      const made = looks[n - 1];
      if (made) return made;
      return new Promise((resolve) => {
        waiting.push({ n, resolve });
      });
    },
  };
}
