import type { Switch } from '../grounding/base.ts';
import type { Failure } from '../inference/index.ts';
import type { Frame, RunUnits, SentRequest } from './types.ts';

/** Everything that defines a run. */
export interface Job {
  /** The ID of the run to continue; null for a new one. */
  readonly id: string | null;
  readonly source: 'model' | 'demo';
  readonly parent: string | null;
  readonly title: string | null;
  readonly frames: readonly Frame[];
  readonly units: RunUnits;
  readonly request: SentRequest;
  readonly apiKey: string;
  /** The beginning of the answer, kept by Continue or by "Regenerate the story only"; otherwise empty. */
  readonly kept: string;
  /** Where the server that wrote `kept` and `dropped` went from thinking to content or back. */
  readonly switches: readonly Switch[];
  /** The text after `kept` that Continue removed. It is put back if no new text arrives. */
  readonly dropped: string;
  /** The count of the first request; the prompt of a continuation is longer by the kept text. */
  readonly promptTokens: number | null;
  /** The thinking time of the kept answer, if its story had begun. */
  readonly thoughtFor: number | null;
  readonly fetch?: typeof globalThis.fetch;
  /** The fields that the server has refused in earlier requests because it does not know them. */
  readonly unknown: readonly string[];
  /** Finds out more about a failure by asking the server; null if the server's answers add nothing. */
  readonly explain: (failure: Failure, signal: AbortSignal) => Promise<Failure | null>;
}
