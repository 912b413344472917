import type { Probe, Server } from '../../src/inference/index.ts';
import type { AskServer } from '../../src/session/connection.ts';

/** A probe of a server; the test controls its result. */
export interface ProbeCall {
  readonly server: Server;
  readonly signal: AbortSignal;
  /** Resolves once the app has processed the result. */
  readonly find: (found: Probe) => Promise<void>;
}

export interface ScriptedProbe {
  readonly probe: AskServer;
  /** All probes so far. */
  readonly calls: readonly ProbeCall[];
  /** The nth probe, counted from 1; waits until the app starts it. */
  readonly call: (n: number) => Promise<ProbeCall>;
}

/** A server whose probe results the test sets. An aborted probe answers as well, like a late answer. */
export function createScriptedProbe(): ScriptedProbe {
  const calls: ProbeCall[] = [];
  const waiting: { readonly n: number; readonly resolve: (call: ProbeCall) => void }[] = [];
  return {
    calls,
    async probe(server, { signal }) {
      return new Promise((resolve) => {
        const call: ProbeCall = {
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
        calls.push(call);
        for (const { n, resolve: made } of waiting) if (n === calls.length) made(call);
      });
    },
    async call(n) {
      const made = calls[n - 1];
      if (made) return made;
      return new Promise((resolve) => {
        waiting.push({ n, resolve });
      });
    },
  };
}
