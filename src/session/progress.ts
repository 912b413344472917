import type { Health, Outcome } from '../inference/index.ts';
import type { Run, Segment } from './records.ts';
import type { Repetition } from './repetition.ts';
import type { SentRequest } from './types.ts';

/** The point at which Continue joined a new answer to one that had broken off. */
export interface Seam {
  /** The offset of the point in the completion. */
  readonly at: number;
  /** The text that had arrived after this point. It was removed because it was not a complete line or sentence. */
  readonly dropped: string;
  /** How the request before this point ended. `seed`, `tokens` and `took` also belong to that request. */
  readonly outcome: Outcome | null;
  readonly seed: number;
  readonly tokens: number;
  /** The duration in milliseconds. */
  readonly took: number;
}

/** `explaining`: the request failed, and the session asks the server for the reason. */
export type RunStatus = 'preparing' | 'connecting' | 'queued' | 'streaming' | 'explaining' | 'ended';

/** The server's queue; the numbers count requests of all its clients. */
export interface QueueAhead {
  readonly running: number;
  /** Includes our own request if it waits. */
  readonly waiting: number;
  /** The most requests that can be ahead of ours. */
  readonly ahead: number;
}

/** `silent`: no answer arrived in time. `offline`: the request failed, and the device has no network. */
export type HealthAnswer = Health | 'silent' | 'offline';

/**
 * The latest answer of a silent server to health checks, and for how long it has been the same. Times are milliseconds
 * of the session's clock.
 */
export interface HealthRecord {
  readonly answer: HealthAnswer;
  /** When the first and the last check with this answer in a row started. */
  readonly since: number;
  readonly last: number;
  /** The number of checks in a row with this answer. */
  readonly times: number;
  /** How many milliseconds the answer has been the same, without periods in which no check could run. */
  readonly lasted: number;
}

/** The request that is in progress. Times are milliseconds of the session's clock. */
export interface Live {
  /** The ID of its run. */
  readonly run: string;
  readonly status: Exclude<RunStatus, 'ended'>;
  readonly startedAt: number;
  /** When data last arrived. */
  readonly heardAt: number;
  /** The server's queue before the first text arrives; null if it is unknown. */
  readonly queue: QueueAhead | null;
  /** The browser holds the request back because requests of other tabs use all its connections to this server. */
  readonly heldBack: boolean;
  /** The health of a silent server; null while text arrives. */
  readonly health: HealthRecord | null;
}

/** How a run was requested, how it proceeds and how it ended: see `progressOf`. */
export interface Progress extends Omit<Live, 'run' | 'status'> {
  readonly status: RunStatus;
  /** When the server accepted the request. */
  readonly openedAt: number | null;
  /** When the first text arrived. */
  readonly firstTextAt: number | null;
  /** How long the model thought before the story began, in milliseconds; null until the story begins. */
  readonly thoughtFor: number | null;
  readonly endedAt: number | null;
  /** The tokens of the answer so far: the server's count, or the number of deltas if the server sends no count. */
  readonly tokens: number;
  /**
   * The prompt tokens that the server reported; null before the report. After Continue still the number of the first
   * request.
   */
  readonly promptTokens: number | null;
  readonly outcome: Outcome | null;
  /** Whether the server answers again after the run ended because the server was gone. */
  readonly back: boolean;
  readonly request: SentRequest;
  /** The fields that the server does not know and that were left out of the request; missing if there are none. */
  readonly omitted?: readonly string[];
  /** Oldest first; empty if the run was never continued. */
  readonly seams: readonly Seam[];
  /** The text that the model is repeating without end; null if it is not repeating. */
  readonly repetition: Repetition | null;
}

/**
 * How a run proceeds or how it ended, from its last request; null for an imported output. While the run is in progress,
 * the times are times of the session's clock. Afterwards they count from the start of the last request.
 */
export function progressOf(run: Run, live: Live | null, back: boolean): Progress | null {
  const segment = run.segments.at(-1);
  if (segment === undefined) return null;
  const { openedAfter, firstTextAfter, took, request, thoughtFor, tokens, promptTokens, outcome, repetition } = segment;
  const { omitted } = segment;
  const startedAt = live?.startedAt ?? 0;
  const after = (duration: number | null): number | null => (duration === null ? null : startedAt + duration);
  return {
    status: live?.status ?? 'ended',
    startedAt,
    openedAt: after(openedAfter),
    firstTextAt: after(firstTextAfter),
    endedAt: after(took),
    heardAt: live?.heardAt ?? startedAt + (took ?? 0),
    queue: live?.queue ?? null,
    heldBack: live?.heldBack ?? false,
    ...(omitted && { omitted }),
    health: live?.health ?? null,
    back,
    thoughtFor,
    tokens,
    promptTokens,
    outcome,
    request,
    seams: seamsOf(run, live !== null),
    repetition,
  };
}

/** The points at which Continue joined new text. A continuation that has ended without text has no seam. */
function seamsOf({ segments, completion }: Run, isLive: boolean): readonly Seam[] {
  return segments.flatMap((segment, index) => {
    const before = segments[index - 1];
    const next = segments[index + 1];
    const isOpen = isLive && next === undefined;
    const hasText = (next?.from ?? completion.length) > segment.from;
    return before !== undefined && (hasText || isOpen) ? [seamBetween(before, segment)] : [];
  });
}

function seamBetween(before: Segment, { from, dropped }: Segment): Seam {
  const { outcome, tokens, took, request } = before;
  return { at: from, dropped, outcome, tokens, took: took ?? 0, seed: request.sampling.seed };
}
