import { emptyDocument } from '../grounding/base.ts';
import type { GroundingEvent, Switch } from '../grounding/base.ts';
import type { Arrival, CompletionRequest, Failure, FailureKind, Outcome } from '../inference/index.ts';
import { orAborted } from './aborted.ts';
import { picturesUnreadable, unexpected } from './failures.ts';
import { setDoc } from './docs.ts';
import { requestOf } from './jobs.ts';
import { createPacer } from './pacer.ts';
import { parser as parsing } from './parser.ts';
import type { Clock } from './pacer.ts';
import type { Job } from './job.ts';
import { findRepetition } from './repetition.ts';
import type { Run, Segment } from './records.ts';
import type { Stores } from './stores.ts';
import type { Live } from './progress.ts';

type Fetch = typeof globalThis.fetch;

/** The clock and the functions that a run needs from outside. */
export interface RunDependencies {
  readonly clock: Clock;
  readonly complete: (
    request: CompletionRequest,
    options: { signal: AbortSignal; fetch?: Fetch },
  ) => AsyncIterable<Arrival>;
  readonly dataUrl: (blob: Blob) => Promise<string>;
  /** Resolves when it is sure that the user is not leaving the page, which breaks off its requests. */
  readonly pageStays: () => Promise<void>;
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

/**
 * Sends the request of a job and writes the arriving text into its run, which the records already have: one commit per
 * animation frame.
 */
export function startRun(
  { records, activity, settings, batch }: Stores,
  dependencies: RunDependencies,
  id: string,
  job: Job,
): Running {
  const { clock } = dependencies;
  const controller = new AbortController();
  const { signal } = controller;
  let events: GroundingEvent[] = [];
  const { createParser, reduceAll, writeSeparated } = parsing();
  const parser = createParser((event) => events.push(event));
  let switches: readonly Switch[] = job.switches.filter(({ at }) => at <= job.kept.length);
  writeSeparated(parser, job.kept, 0, switches);
  let doc = reduceAll(emptyDocument, events);
  events = [];
  let tokens = 0;
  let searchedUpTo = job.kept.length;
  let repeating = false;
  let failed: Failure | null = null;
  let over = false;

  const startedAt = clock.now();
  const runNow = (): Run | undefined => records.store.getState().runs[id];
  const segmentNow = (): Segment | undefined => runNow()?.segments.at(-1);
  const first: Live = {
    run: id,
    status: 'preparing',
    startedAt,
    heardAt: startedAt,
    queue: null,
    heldBack: false,
    health: null,
  };
  setDoc({ id, completion: job.kept }, doc);
  activity.setState({ live: first, startFailure: null, back: null });

  /** Adds text to the completion and changes the segment, all in one commit. */
  function update(text: string, change: Partial<Segment>, status: Live['status'] | 'ended' | null = null): void {
    const run = runNow();
    const segment = run?.segments.at(-1);
    if (run === undefined || segment === undefined) return;
    if (events.length > 0) doc = reduceAll(doc, events);
    events = [];
    const after = clock.now() - startedAt;
    const firstTextAfter = segment.firstTextAfter ?? (text === '' ? null : after);
    const completion = run.completion + text;
    const now: Segment = {
      ...segment,
      firstTextAfter,
      // Text before the thinking looks like a story until the thinking begins.
      thoughtFor:
        job.thoughtFor ?? (doc.story.length === 0 ? null : (segment.thoughtFor ?? after - (firstTextAfter ?? after))),
      tokens,
      repetition: searchRepetition(completion, segment.repetition, status === 'ended'),
      ...change,
    };
    setDoc({ id, completion }, doc);
    batch(() => {
      records.commit({ runs: { [id]: { ...run, completion, segments: [...run.segments.slice(0, -1), now] } } });
      setLive(status ?? (text === '' || segment.firstTextAfter !== null ? null : 'streaming'));
    });
  }

  /** Anything that arrives shows that the server is alive. With null, the status stays. */
  function setLive(status: Live['status'] | 'ended' | null): void {
    const { live } = activity.getState();
    if (live?.run !== id) return;
    if (status === 'ended') activity.setState({ live: null });
    else activity.setState({ live: { ...live, heardAt: clock.now(), health: null, ...(status && { status }) } });
  }

  function searchRepetition(completion: string, before: Segment['repetition'], last: boolean): Segment['repetition'] {
    // The repetition may be over at the end of the answer, so the completion is searched once more.
    if (completion.length - searchedUpTo < SEARCH_EVERY && !(last && before !== null)) return before;
    searchedUpTo = completion.length;
    const seen = findRepetition(completion);
    // The first search knows where the repetition begins. A later one sees only the end of a long repetition.
    const found = seen && before ? { ...seen, firstEnd: before.firstEnd } : seen;
    if (found === null || !settings.getState().preferences.stopRepetition) return found;
    repeating = true;
    controller.abort();
    return found;
  }

  function read(text: string): void {
    writeSeparated(parser, text, runNow()?.completion.length ?? 0, switches);
  }

  const pacer = createPacer(clock, (text) => {
    read(text);
    update(text, {});
  });

  function receive(arrival: Arrival): Outcome | null {
    switch (arrival.type) {
      case 'omitted':
        update('', { omitted: arrival.fields });
        return null;
      case 'open':
        update('', { openedAfter: clock.now() - startedAt }, 'queued');
        return null;
      case 'switch': {
        const change = { at: arrival.at, to: arrival.to };
        switches = [...switches, change];
        update('', { switches: [...(segmentNow()?.switches ?? []), change] });
        return null;
      }
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
    update('', {}, 'connecting');
    const options = { signal, ...(job.fetch && { fetch: job.fetch }) };
    let outcome: Outcome | null = null;
    for await (const arrival of dependencies.complete(requestOf(job, pictures), options)) {
      if (!over) outcome = receive(arrival) ?? outcome;
    }
    return outcome ?? { type: 'failed', failure: unexpected('The answer had no end.') };
  }

  async function explained(outcome: Outcome): Promise<Outcome> {
    if (outcome.type === 'failed') await orAborted(dependencies.pageStays(), signal);
    if (outcome.type === 'stopped' && failed !== null) return { type: 'failed', failure: failed };
    if (outcome.type === 'stopped' && repeating) return { type: 'repetition' };
    if (outcome.type !== 'failed' || !EXPLAINED.has(outcome.failure.kind)) return outcome;
    // The collected text goes first: later, the first text would set the status back to `streaming`.
    pacer.flush();
    update('', {}, 'explaining');
    const failure = await orAborted(job.explain(outcome.failure, signal), signal);
    return failure === null || failure === 'aborted' ? outcome : { type: 'failed', failure };
  }

  function end(outcome: Outcome): void {
    if (over) return;
    pacer.flush();
    // If no new text arrived, the text that Continue removed is put back. It did not arrive now, so the time of the first
    // text stays unknown.
    const restored = runNow()?.completion === job.kept ? job.dropped : '';
    if (restored !== '') ({ switches } = job);
    read(restored);
    parser.end();
    const from = {
      from: job.kept.length + restored.length,
      dropped: '',
      firstTextAfter: segmentNow()?.firstTextAfter ?? null,
    };
    update(restored, { ...(restored !== '' && from), took: clock.now() - startedAt, outcome }, 'ended');
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
