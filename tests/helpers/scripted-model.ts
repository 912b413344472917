import type { Arrival, CompletionRequest, Outcome } from '../../src/inference/index.ts';
import type { SessionDependencies } from '../../src/session/index.ts';

/** One request of the app; the test controls its answer. */
export interface Call {
  readonly request: CompletionRequest;
  readonly signal: AbortSignal;
  /** Each of these functions resolves once the app has processed the arrival, or has aborted the request. */
  readonly open: () => Promise<void>;
  /** The server has refused these fields. */
  readonly omitted: (...fields: readonly string[]) => Promise<void>;
  readonly text: (...deltas: readonly string[]) => Promise<void>;
  /** A delta with the server's count of the tokens so far. */
  readonly counted: (delta: string, completionTokens: number) => Promise<void>;
  /** From this offset of the completion on, the server says that its text is thinking or content. */
  readonly switch: (at: number, to: 'thinking' | 'content') => Promise<void>;
  readonly usage: (promptTokens: number, completionTokens: number) => Promise<void>;
  readonly end: (outcome?: Outcome) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

export interface ScriptedModel {
  readonly complete: SessionDependencies['complete'];
  /** All requests so far. */
  readonly calls: readonly Call[];
  /** The nth request, counted from 1; waits until the app makes it. */
  readonly call: (n: number) => Promise<Call>;
}

interface Step {
  readonly arrival: Arrival | Error;
  readonly taken: () => void;
}

/**
 * A model whose answers the test writes. Like the client, it ends with `stopped` when its signal is aborted. A `deaf`
 * model continues after the abort, like bytes that are already under way.
 */
export function createScriptedModel(options: { readonly deaf?: boolean } = {}): ScriptedModel {
  const calls: Call[] = [];
  const waiting: { readonly n: number; readonly resolve: (call: Call) => void }[] = [];
  return {
    calls,
    complete(request, { signal }) {
      const { call, arrivals } = createCall(request, signal, options.deaf ?? false);
      calls.push(call);
      for (const { n, resolve } of waiting) if (n === calls.length) resolve(call);
      return arrivals;
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

function createCall(
  request: CompletionRequest,
  signal: AbortSignal,
  deaf: boolean,
): { readonly call: Call; readonly arrivals: AsyncGenerator<Arrival, void, undefined> } {
  const steps: Step[] = [];
  let wake: (() => void) | null = null;
  let over = false;

  async function push(arrival: Arrival | Error): Promise<void> {
    if (over) return;
    await new Promise<void>((taken) => {
      steps.push({ arrival, taken });
      wake?.();
    });
  }

  async function next(): Promise<Step> {
    const step = steps.shift();
    if (step) return step;
    return new Promise((resolve) => {
      wake = () => {
        wake = null;
        const came = steps.shift();
        if (came) resolve(came);
      };
    });
  }

  function stop(): void {
    drop();
    void push(ended({ type: 'stopped' }));
  }

  function drop(): void {
    for (const { taken } of steps.splice(0)) taken();
  }

  async function* arrivals(): AsyncGenerator<Arrival, void, undefined> {
    if (!deaf) {
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    }
    try {
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- arrivals come one after the other
        const { arrival, taken } = await next();
        if (arrival instanceof Error) {
          taken();
          throw arrival;
        }
        yield arrival;
        taken();
        if (arrival.type === 'end') return;
      }
    } finally {
      over = true;
      drop();
    }
  }

  const call: Call = {
    request,
    signal,
    open: async () => push({ type: 'open' }),
    omitted: async (...fields) => push({ type: 'omitted', fields }),
    async text(...deltas) {
      await Promise.all(deltas.map(async (text) => push({ type: 'text', text, completionTokens: null })));
    },
    counted: async (text, completionTokens) => push({ type: 'text', text, completionTokens }),
    switch: async (at, to) => push({ type: 'switch', at, to }),
    usage: async (promptTokens, completionTokens) => push({ type: 'usage', promptTokens, completionTokens }),
    end: async (outcome = { type: 'finished' }) => push(ended(outcome)),
    fail: async (error) => push(error),
  };
  return { call, arrivals: arrivals() };
}

const ended = (outcome: Outcome): Arrival => ({ type: 'end', outcome });
