import type { Probe, Server } from '../../src/inference/index.ts';
import type { AskServer } from '../../src/session/connection.ts';

/** A look at a server, and the test's hand on what it finds. */
export interface Look {
  readonly server: Server;
  readonly signal: AbortSignal;
  /** Resolves once the app has taken in what was found. */
  readonly find: (found: Probe) => Promise<void>;
}

export interface ScriptedProbe {
  readonly probe: AskServer;
  /** All looks so far. */
  readonly looks: readonly Look[];
  /** The nth look, counted from 1, now or when it is made. */
  readonly look: (n: number) => Promise<Look>;
}

/** A probe that finds what the test lets it find; also one that was given up answers, as late answers do. */
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
            // What hangs on it is done within a few turns of the microtask queue, before any timer.
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
