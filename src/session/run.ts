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
import type { SentRequest, BoxUnits, Frame, Reading, Run, Seam, SessionState } from './types.ts';

type Fetch = typeof globalThis.fetch;

/** How the run reaches the world. */
export interface RunDependencies {
  readonly clock: Clock;
  readonly complete: (
    request: CompletionRequest,
    options: { signal: AbortSignal; fetch?: Fetch },
  ) => AsyncIterable<Arrival>;
  readonly dataUrl: (blob: Blob) => Promise<string>;
}

export interface Job {
  /** Of the reading that is continued; null for a new one. */
  readonly id: string | null;
  readonly source: 'run' | 'demo';
  readonly title: string | null;
  readonly frames: readonly Frame[];
  readonly units: BoxUnits;
  readonly request: SentRequest;
  readonly apiKey: string;
  /** The beginning of the answer, for one that is continued. */
  readonly kept: string;
  readonly seams: readonly Seam[];
  /** Of the first request; the one of a continuation is longer by what was kept. */
  readonly promptTokens: number | null;
  /** Of an answer that is continued in its story. */
  readonly thoughtFor: number | null;
  readonly fetch?: Fetch;
  /** Finds out more about a failure by asking the server; null where nothing more can be said. */
  readonly explain: (failure: Failure, signal: AbortSignal) => Promise<Failure | null>;
}

// How much must have come before the end of the text is looked at for repetitions again: it costs 0.2 ms.
const LOOK_AGAIN = 500;

/** Failures that say little by themselves. */
const EXPLAINED: ReadonlySet<FailureKind> = new Set<FailureKind>(['unreachable', 'engine']);

/** A run that has begun. */
export interface Running {
  /** Resolves when it has ended. Never rejects. */
  readonly ended: Promise<void>;
  /** The user's Stop: the request is aborted, and the run ends when its last words are in. */
  readonly stop: () => void;
  /** The server is known to be gone: the request is aborted, and the run ends with this failure. */
  readonly fail: (failure: Failure) => void;
  /** Something else takes its place: it ends now, with all that has come, and hears no more. */
  readonly giveWay: () => void;
}

/** The one effect: asks the model and writes what arrives into the store, one commit per animation frame. */
export function run(store: StoreApi<SessionState>, dependencies: RunDependencies, job: Job): Running {
  const { clock } = dependencies;
  const controller = new AbortController();
  const { signal } = controller;
  let events: GroundingEvent[] = [];
  const parser = createParser((event) => events.push(event));
  parser.write(job.kept);
  let tokens = 0;
  let looked = job.kept.length;
  let repeating = false;
  let failed: Failure | null = null;
  let over = false;

  const reading: Reading = {
    id: job.id ?? nextId('reading'),
    source: job.source,
    title: job.title,
    frames: job.frames,
    completion: job.kept,
    doc: reduceAll(emptyDocument, events),
    units: job.units,
    run: {
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
  store.setState({ reading, startFailure: null });

  function update(text: string, change: Partial<Run>): void {
    const before = store.getState().reading;
    if (before?.id !== reading.id || before.run === null) return;
    const doc = events.length === 0 ? before.doc : reduceAll(before.doc, events);
    events = [];
    const now = clock.now();
    const began: Partial<Run> = {
      ...(text !== '' && before.run.firstTextAt === null && { firstTextAt: now, status: 'streaming' as const }),
      // Words before the thinking look like a story until it begins.
      thoughtFor:
        job.thoughtFor ??
        (doc.story.length === 0 ? null : (before.run.thoughtFor ?? now - (before.run.firstTextAt ?? now))),
    };
    const completion = before.completion + text;
    const repetition = look(completion, before.run.repetition, change.status === 'ended');
    store.setState({
      reading: {
        ...before,
        completion,
        doc,
        run: { ...before.run, heardAt: now, health: null, ...began, tokens, repetition, ...change },
      },
    });
  }

  function look(completion: string, before: Run['repetition'], last: boolean): Run['repetition'] {
    // At the end, what was said again and again may be over.
    if (completion.length - looked < LOOK_AGAIN && !(last && before !== null)) return before;
    looked = completion.length;
    const seen = findRepetition(completion);
    // Seen early, its beginning is known; of a long one only the end is looked at.
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

  function take(arrival: Arrival): Outcome | null {
    switch (arrival.type) {
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
      if (!over) outcome = take(arrival) ?? outcome;
    }
    return outcome ?? { type: 'failed', failure: unexpected('The answer had no end.') };
  }

  async function explained(outcome: Outcome): Promise<Outcome> {
    if (outcome.type === 'stopped' && failed !== null) return { type: 'failed', failure: failed };
    if (outcome.type === 'stopped' && repeating) return { type: 'repetition' };
    if (outcome.type !== 'failed' || !EXPLAINED.has(outcome.failure.kind)) return outcome;
    // What has come belongs before the question, or its first words would set the status back.
    pacer.flush();
    update('', { status: 'explaining' });
    const failure = await orAborted(job.explain(outcome.failure, signal), signal);
    return failure === null || failure === 'aborted' ? outcome : { type: 'failed', failure };
  }

  /** Where nothing came to go on with, what was cut away for it is put back. */
  function restored(): readonly [seams: readonly Seam[], text: string] {
    const last = job.seams.at(-1);
    const { reading: now } = store.getState();
    if (last === undefined || now?.id !== reading.id || now.completion !== job.kept) return [job.seams, ''];
    return [job.seams.slice(0, -1), last.dropped];
  }

  function end(outcome: Outcome): void {
    if (over) return;
    pacer.flush();
    const [seams, dropped] = restored();
    parser.write(dropped);
    parser.end();
    // What is put back has not come now.
    const { firstTextAt } = store.getState().reading?.run ?? { firstTextAt: null };
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
