import type { CompletionRequest } from '../inference/index.ts';
import type { Job } from './job.ts';
import { parser } from './parser.ts';
import { samplingOf, serverOf } from './settings.ts';
import type { Run, Segment } from './records.ts';
import type { Progress } from './progress.ts';
import type { SentRequest, ShownRun, PageState } from './types.ts';

/** Everything that defines a run, except how its failures are explained. */
export type NewJob = Omit<Job, 'explain' | 'unknown'> & Partial<Pick<Job, 'unknown'>>;

/** The job for a new story about the frames on the page, with the current settings. */
export function newJob(state: PageState, seed: number): NewJob {
  const { settings, frames } = state;
  return {
    id: null,
    source: 'model',
    parent: null,
    title: null,
    frames,
    units: { plain: settings.units },
    request: requestFrom(state, seed),
    apiKey: settings.apiKey,
    kept: '',
    switches: [],
    dropped: '',
    promptTokens: null,
    thoughtFor: null,
  };
}

function requestFrom(state: PageState, seed: number): SentRequest {
  const { apiKey: _, ...server } = serverOf(state);
  const { systemPrompt, prompt, patchSide } = state.settings;
  const { found } = state.connection;
  const version = found?.ok ? found.version : null;
  return {
    ...server,
    ...(version !== null && { version }),
    systemPrompt,
    prompt,
    patchSide,
    sampling: samplingOf(state.settings, seed),
  };
}

/** A completion of a run that has ended. */
export type EndedRun = ShownRun & { readonly progress: Progress };

/** The current run if the user can repeat it: it has ended and is neither the demo nor an opened output. */
export function endedRun({ run }: Pick<PageState, 'run'>): EndedRun | null {
  if (run === null || run.source !== 'model' || run.progress?.status !== 'ended') return null;
  return { ...run, progress: run.progress };
}

/**
 * The job that repeats the request with the same pictures, byte for byte, and another seed. Server and sampling come
 * from the current settings, because the user may have changed them after seeing the run.
 */
export function regenerateJob({ frames, units, progress }: EndedRun, state: PageState, seed: number): NewJob {
  const job = newJob(state, seed);
  const { systemPrompt, prompt, patchSide } = progress.request;
  const sampling = { ...job.request.sampling, seed };
  return { ...job, frames, units, request: { ...job.request, systemPrompt, prompt, patchSide, sampling } };
}

/** Whether an answer broke off and has enough text to be continued. */
export function isContinuable(before: EndedRun): boolean {
  return before.progress.outcome?.type !== 'finished' && takesKeptText(before) && continuesFrom(before) > 0;
}

/**
 * Whether the server can continue a text. A server that refuses unknown fields also refuses the fields that continue a
 * text.
 */
function takesKeptText({ progress: { omitted, outcome } }: EndedRun): boolean {
  return omitted === undefined && !(outcome?.type === 'failed' && outcome.failure.kind === 'no-continue');
}

/** The job that requests the rest of an answer that broke off. */
export function continueJob(before: EndedRun, state: PageState, seed: number): NewJob {
  return { ...keptJob(before, state, seed, continuesFrom(before)), id: before.id };
}

/**
 * The offset where the rest begins: after the last complete line or sentence, or after the first copy of a repetition.
 */
function continuesFrom({ completion, switches, progress }: EndedRun): number {
  return parser().continuationStart(completion.slice(0, progress.repetition?.firstEnd), switches);
}

/** Whether an answer has its whole thinking and its server can go on from it, so that a new story can be written from it. */
export function hasWholeThinking(before: EndedRun): boolean {
  return takesKeptText(before) && parser().thinkingEnd(before.completion, before.switches) !== null;
}

/** The job that requests a new story and keeps the thinking. */
export function storyOnlyJob(before: EndedRun, state: PageState, seed: number): NewJob {
  return {
    ...keptJob(before, state, seed, parser().thinkingEnd(before.completion, before.switches) ?? 0),
    parent: before.id,
    dropped: '',
  };
}

function keptJob(before: EndedRun, state: PageState, seed: number, at: number): NewJob {
  const { completion, switches, progress } = before;
  return {
    ...regenerateJob(before, state, seed),
    kept: completion.slice(0, at),
    switches,
    promptTokens: progress.promptTokens,
    thoughtFor: progress.thoughtFor,
    dropped: completion.slice(at),
  };
}

/** The record of a job's request, before anything has arrived. `startedAt` is in epoch milliseconds. */
export function segmentOf(job: NewJob, startedAt: number): Segment {
  const { id, request, kept, switches, dropped, thoughtFor, promptTokens } = job;
  const nothing = { openedAfter: null, firstTextAfter: null, took: null, tokens: 0, outcome: null, repetition: null };
  // In a continued run the segments before have the switches of the kept text.
  const own = id === null ? switches.filter(({ at }) => at <= kept.length) : [];
  return {
    request,
    from: kept.length,
    dropped,
    startedAt,
    thoughtFor,
    promptTokens,
    ...nothing,
    ...(own.length > 0 && { switches: own }),
  };
}

/** The request of a job; `pictures` are data URLs in frame order. */
export function requestOf(
  { request, apiKey, kept, unknown }: Pick<Job, 'request' | 'apiKey' | 'kept' | 'unknown'>,
  pictures: readonly string[],
): CompletionRequest {
  const { baseUrl, model, relay, systemPrompt, prompt, sampling } = request;
  return {
    server: { baseUrl, model, apiKey, ...(relay && { relay }) },
    systemPrompt,
    prompt,
    sampling,
    pictures,
    kept,
    ...(unknown.length > 0 && { unknown }),
  };
}

/** The fields that this server has refused in earlier requests because it does not know them. */
export function unknownTo({ baseUrl, model }: SentRequest, runs: readonly Run[]): readonly string[] {
  const segments = runs.flatMap((run) => run.segments);
  const same = segments.filter(({ request }) => request.baseUrl === baseUrl && request.model === model);
  return [...new Set(same.flatMap(({ omitted = [] }) => omitted))];
}
