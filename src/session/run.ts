import type { StoreApi } from 'zustand/vanilla';
import { createParser, emptyDocument, reduceAll } from '../grounding/index.ts';
import type { GroundingEvent } from '../grounding/index.ts';
import type { Arrival, CompletionRequest, Failure, FailureKind, Outcome } from '../inference/index.ts';
import { orAborted } from './aborted.ts';
import { picturesUnreadable, unexpected } from './failures.ts';
import { nextId } from './ids.ts';
import { requestOf } from './jobs.ts';
import { createPacer } from './pacer.ts';
import type { Clock } from './pacer.ts';
import { findRepetition } from './repetition.ts';
import type { SentRequest, BoxUnits, Frame, ShownRun, Progress, Seam, SessionState } from './types.ts';

type Fetch = typeof globalThis.fetch;

/** The clock and the functions that a run needs from outside. */
export interface RunDependencies {
  readonly clock: Clock;
  readonly complete: (
    request: CompletionRequest,
    options: { signal: AbortSignal; fetch?: Fetch },
  ) => AsyncIterable<Arrival>;
  readonly dataUrl: (blob: Blob) => Promise<string>;
}

export interface Job {
  /** The id of the completion to continue; null for a new one. */
  readonly id: string | null;
  readonly source: 'model' | 'demo';
  readonly title: string | null;
  readonly frames: readonly Frame[];
  readonly units: BoxUnits;
  readonly request: SentRequest;
  readonly apiKey: string;
  /** The beginning of the answer, kept by Continue or by "Regenerate the story only"; otherwise empty. */
  readonly kept: string;
  readonly seams: readonly Seam[];
  /** The count of the first request; the prompt of a continuation is longer by the kept text. */
  readonly promptTokens: number | null;
  /** The thinking time of the kept answer, if its story had begun. */
  readonly thoughtFor: number | null;
  readonly fetch?: Fetch;
  /** Finds out more about a failure by asking the server; null where nothing more can be said. */
  readonly explain: (failure: Failure, signal: AbortSignal) => Promise<Failure | null>;
}

// How many characters must arrive before the end of the text is searched for repetitions again. A search takes 0.2 ms.
const SEARCH_EVERY = 500;

/** Failures whose cause is only known after asking the server. */
const EXPLAINED: ReadonlySet<FailureKind> = new Set<FailureKind>(['unreachable', 'engine']);

/** A run in progress. */
export interface Running {
  /** Resolves when the run has ended. Never rejects. */
  readonly ended: Promise<void>;
  /** The user pressed Stop: aborts the request. The run ends once the last text is in. */
  readonly stop: () => void;
  /** The server is known to be gone: aborts the request. The run ends with this failure. */
  readonly fail: (failure: Failure) => void;
  /** Another job replaces this run: it ends at once with the text so far and ignores later text. */
  readonly giveWay: () => void;
}

/** Sends the request and writes what arrives into the store, one commit per animation frame. */
export function startRun(store: StoreApi<SessionState>, dependencies: RunDependencies, job: Job): Running {
  const { clock } = dependencies;
  const controller = new AbortController();
  const { signal } = controller;
  let events: GroundingEvent[] = [];
  const parser = createParser((event) => events.push(event));
  parser.write(job.kept);
  let tokens = 0;
  let searchedUpTo = job.kept.length;
  let repeating = false;
  let failed: Failure | null = null;
  let over = false;

  const started: ShownRun = {
    id: job.id ?? nextId('run'),
    source: job.source,
    title: job.title,
    frames: job.frames,
    completion: job.kept,
    doc: reduceAll(emptyDocument, events),
    units: job.units,
    progress: {
      status: 'preparing',
      startedAt: clock.now(),
      openedAt: null,
      queue: null,
      heldBack: false,
      health: null,
      back: false,
      heardAt: clock.now(),
      firstTextAt: null,
      thoughtFor: job.thoughtFor,
      endedAt: null,
      tokens: 0,
      promptTokens: job.promptTokens,
      outcome: null,
      request: job.request,
      seams: job.seams,
      repetition: null,
    },
  };
  events = [];
  store.setState({ run: started, startFailure: null });

  function update(text: string, change: Partial<Progress>): void {
    const before = store.getState().run;
    if (before?.id !== started.id || before.progress === null) return;
    const doc = events.length === 0 ? before.doc : reduceAll(before.doc, events);
    events = [];
    const now = clock.now();
    const began: Partial<Progress> = {
      ...(text !== '' && before.progress.firstTextAt === null && { firstTextAt: now, status: 'streaming' as const }),
      // Text before the thinking looks like a story until the thinking begins.
      thoughtFor:
        job.thoughtFor ??
        (doc.story.length === 0 ? null : (before.progress.thoughtFor ?? now - (before.progress.firstTextAt ?? now))),
    };
    const completion = before.completion + text;
    const repetition = searchRepetition(completion, before.progress.repetition, change.status === 'ended');
    store.setState({
      run: {
        ...before,
        completion,
        doc,
        progress: { ...before.progress, heardAt: now, health: null, ...began, tokens, repetition, ...change },
      },
    });
  }

  function searchRepetition(completion: string, before: Progress['repetition'], last: boolean): Progress['repetition'] {
    // At the end of the answer the repetition may be over, so it is searched again.
    if (completion.length - searchedUpTo < SEARCH_EVERY && !(last && before !== null)) return before;
    searchedUpTo = completion.length;
    const seen = findRepetition(completion);
    // The first search knows where the repetition begins. A later one sees only the end of a long repetition.
    const found = seen && before ? { ...seen, firstEnd: before.firstEnd } : seen;
    if (found === null || !store.getState().preferences.stopRepetition) return found;
    repeating = true;
    controller.abort();
    return found;
  }

  const pacer = createPacer(clock, (text) => {
    parser.write(text);
    update(text, {});
  });

  function receive(arrival: Arrival): Outcome | null {
    switch (arrival.type) {
      case 'omitted':
        update('', { omitted: arrival.fields });
        return null;
      case 'open':
        update('', { status: 'queued', openedAt: clock.now() });
        return null;
      case 'text':
        tokens = arrival.completionTokens ?? tokens + 1;
        pacer.push(arrival.text);
        return null;
      case 'usage':
        tokens = arrival.completionTokens;
        update('', job.kept === '' ? { promptTokens: arrival.promptTokens } : {});
        return null;
      case 'end':
        return arrival.outcome;
    }
  }

  async function ask(): Promise<Outcome> {
    const urls = Promise.all(job.frames.map(async (frame) => dependencies.dataUrl(frame.blob))).catch(() => null);
    const pictures = await orAborted(urls, signal);
    if (pictures === 'aborted') return { type: 'stopped' };
    if (pictures === null) return { type: 'failed', failure: picturesUnreadable };
    update('', { status: 'connecting' });
    const options = { signal, ...(job.fetch && { fetch: job.fetch }) };
    let outcome: Outcome | null = null;
    for await (const arrival of dependencies.complete(requestOf(job, pictures), options)) {
      if (!over) outcome = receive(arrival) ?? outcome;
    }
    return outcome ?? { type: 'failed', failure: unexpected('The answer had no end.') };
  }

  async function explained(outcome: Outcome): Promise<Outcome> {
    if (outcome.type === 'stopped' && failed !== null) return { type: 'failed', failure: failed };
    if (outcome.type === 'stopped' && repeating) return { type: 'repetition' };
    if (outcome.type !== 'failed' || !EXPLAINED.has(outcome.failure.kind)) return outcome;
    // The collected text goes first: later, the first text would set the status back to `streaming`.
    pacer.flush();
    update('', { status: 'explaining' });
    const failure = await orAborted(job.explain(outcome.failure, signal), signal);
    return failure === null || failure === 'aborted' ? outcome : { type: 'failed', failure };
  }

  /** If no new text arrived, puts back the text that was removed at the seam. */
  function restored(): readonly [seams: readonly Seam[], text: string] {
    const last = job.seams.at(-1);
    const { run: now } = store.getState();
    if (last === undefined || now?.id !== started.id || now.completion !== job.kept) return [job.seams, ''];
    return [job.seams.slice(0, -1), last.dropped];
  }

  function end(outcome: Outcome): void {
    if (over) return;
    pacer.flush();
    const [seams, dropped] = restored();
    parser.write(dropped);
    parser.end();
    // The restored text did not arrive now, so the time of the first text stays as it was.
    const { firstTextAt } = store.getState().run?.progress ?? { firstTextAt: null };
    update(dropped, {
      ...(dropped !== '' && { firstTextAt }),
      status: 'ended',
      endedAt: clock.now(),
      outcome,
      seams,
    });
    over = true;
  }

  const ended = ask()
    .then(explained)
    .catch(
      (error: unknown) =>
        ({
          type: 'failed',
          failure: unexpected(error instanceof Error ? error.message : String(error)),
        }) as const,
    )
    .then(end);
  return {
    ended,
    stop: () => controller.abort(),
    fail(failure) {
      failed = failure;
      controller.abort();
    },
    giveWay() {
      controller.abort();
      end({ type: 'stopped' });
    },
  };
}
