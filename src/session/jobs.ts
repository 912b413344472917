import { continuationStart, thinkingEnd } from '../grounding/index.ts';
import type { CompletionRequest } from '../inference/index.ts';
import type { Job } from './run.ts';
import { samplingOf, serverOf } from './settings.ts';
import type { SentRequest, Reading, Run, SessionState } from './types.ts';

/** What a run is made of, but for how its failures are explained. */
export type NewJob = Omit<Job, 'explain'>;

/** A new story from the frames of the tray, asked for as the settings say. */
export function newJob(state: SessionState, seed: number): NewJob {
  const { settings, frames } = state;
  return {
    id: null,
    source: 'run',
    title: null,
    frames,
    units: settings.units,
    request: askedBy(state, seed),
    apiKey: settings.apiKey,
    kept: '',
    seams: [],
    promptTokens: null,
    thoughtFor: null,
  };
}

function askedBy(state: SessionState, seed: number): SentRequest {
  const { apiKey: _, ...server } = serverOf(state);
  const { systemPrompt, prompt, patchSide } = state.settings;
  return { ...server, systemPrompt, prompt, patchSide, sampling: samplingOf(state.settings, seed) };
}

/** A reading that a model has told, and how. */
export type EndedRun = Reading & { readonly run: Run };

/** What lies on the desk, where it can be told again: a run of the user's that has ended. */
export function endedRun({ reading }: Pick<SessionState, 'reading'>): EndedRun | null {
  if (reading === null || reading.source !== 'run' || reading.run?.status !== 'ended') return null;
  return { ...reading, run: reading.run };
}

/**
 * The same request again, pictures to the last byte, with another seed. The server and the sampling are those of the
 * settings: they may have been changed because of how the run went.
 */
export function regenerateJob({ frames, units, run }: EndedRun, state: SessionState, seed: number): NewJob {
  const job = newJob(state, seed);
  const { systemPrompt, prompt, patchSide } = run.request;
  const sampling = { ...job.request.sampling, seed };
  return { ...job, frames, units, request: { ...job.request, systemPrompt, prompt, patchSide, sampling } };
}

/** Whether an answer broke off, so that it can be continued. */
export function isContinuable(before: EndedRun): boolean {
  return before.run.outcome?.type !== 'finished' && continuesFrom(before) > 0;
}

/** The rest of an answer that broke off. */
export function continueJob(before: EndedRun, state: SessionState, seed: number): NewJob {
  return { ...keptJob(before, state, seed, continuesFrom(before)), id: before.id };
}

/** Where it is taken up: after its last whole line or sentence; of what was said again and again, after the first time. */
function continuesFrom({ completion, run }: EndedRun): number {
  return continuationStart(completion.slice(0, run.repetition?.firstEnd));
}

/** Whether the thinking of an answer is whole, so that another story can be told from it. */
export function hasWholeThinking({ completion }: EndedRun): boolean {
  return thinkingEnd(completion) !== null;
}

/** Another story from the thinking as it stands. */
export function storyOnlyJob(before: EndedRun, state: SessionState, seed: number): NewJob {
  return { ...keptJob(before, state, seed, thinkingEnd(before.completion) ?? 0), seams: [] };
}

function keptJob(before: EndedRun, state: SessionState, seed: number, at: number): NewJob {
  const { completion, run } = before;
  return {
    ...regenerateJob(before, state, seed),
    kept: completion.slice(0, at),
    promptTokens: run.promptTokens,
    thoughtFor: run.thoughtFor,
    seams: [
      ...run.seams,
      {
        at,
        dropped: completion.slice(at),
        outcome: run.outcome,
        seed: run.request.sampling.seed,
        tokens: run.tokens,
        took: (run.endedAt ?? run.startedAt) - run.startedAt,
      },
    ],
  };
}

/** What is sent for a job; the pictures are data URLs in frame order. */
export function requestOf({ request, apiKey, kept }: Job, pictures: readonly string[]): CompletionRequest {
  const { baseUrl, model, relay, systemPrompt, prompt, sampling } = request;
  return {
    server: { baseUrl, model, apiKey, ...(relay && { relay }) },
    systemPrompt,
    prompt,
    sampling,
    pictures,
    kept,
  };
}
