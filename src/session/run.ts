import type { StoreApi } from 'zustand/vanilla';
import { createParser, emptyDocument, reduceAll } from '../grounding/index.ts';
import type { GroundingEvent } from '../grounding/index.ts';
import type { Arrival, CompletionRequest, Failure, Outcome } from '../inference/index.ts';
import { nextId } from './ids.ts';
import { createPacer } from './pacer.ts';
import type { Clock } from './pacer.ts';
import type { Frame, Reading, Run, SessionState } from './types.ts';

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
  readonly source: 'run' | 'demo';
  readonly title: string | null;
  readonly frames: readonly Frame[];
  readonly request: Omit<CompletionRequest, 'pictures'>;
  readonly fetch?: Fetch;
}

/**
 * The one effect: asks the model and writes what arrives into the store, one commit per animation frame. Never throws.
 * Once another reading lies on the desk it writes nothing more.
 */
export async function run(
  store: StoreApi<SessionState>,
  dependencies: RunDependencies,
  job: Job,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = dependencies;
  let events: GroundingEvent[] = [];
  const parser = createParser((event) => events.push(event));
  let tokens = 0;

  const reading: Reading = {
    id: nextId('reading'),
    source: job.source,
    title: job.title,
    frames: job.frames,
    completion: '',
    document: emptyDocument,
    run: {
      status: 'preparing',
      startedAt: clock.now(),
      firstTextAt: null,
      toldAt: null,
      endedAt: null,
      tokens: 0,
      promptTokens: null,
      outcome: null,
    },
  };
  store.setState({ reading, problem: null });

  function update(text: string, change: Partial<Run>): void {
    const before = store.getState().reading;
    if (before?.id !== reading.id || before.run === null) return;
    const document = events.length === 0 ? before.document : reduceAll(before.document, events);
    events = [];
    const now = clock.now();
    const began: Partial<Run> = {
      ...(text !== '' && before.run.firstTextAt === null && { firstTextAt: now, status: 'streaming' }),
      // Words before the thinking look like a story until it begins.
      toldAt: document.story.length === 0 ? null : (before.run.toldAt ?? now),
    };
    store.setState({
      reading: {
        ...before,
        completion: before.completion + text,
        document,
        run: { ...before.run, ...began, tokens, ...change },
      },
    });
  }

  const pacer = createPacer(clock, (text) => {
    parser.write(text);
    update(text, {});
  });

  function take(arrival: Arrival): Outcome | null {
    switch (arrival.type) {
      case 'open':
        update('', { status: 'queued' });
        return null;
      case 'text':
        tokens = arrival.completionTokens ?? tokens + 1;
        pacer.push(arrival.text);
        return null;
      case 'usage':
        tokens = arrival.completionTokens;
        update('', { promptTokens: arrival.promptTokens });
        return null;
      case 'end':
        return arrival.outcome;
    }
  }

  async function ask(): Promise<Outcome> {
    const urls = job.frames.map(async (frame) => dependencies.dataUrl(frame.blob));
    const pictures = await Promise.all(urls).catch(() => null);
    if (pictures === null) return { type: 'failed', failure: picturesUnreadable };
    update('', { status: 'connecting' });
    const options = { signal, ...(job.fetch && { fetch: job.fetch }) };
    let outcome: Outcome | null = null;
    for await (const arrival of dependencies.complete({ ...job.request, pictures }, options))
      outcome = take(arrival) ?? outcome;
    return outcome ?? { type: 'failed', failure: unexpected('The answer had no end.') };
  }

  const outcome = await ask().catch(
    (error: unknown) =>
      ({ type: 'failed', failure: unexpected(error instanceof Error ? error.message : String(error)) }) as const,
  );
  pacer.flush();
  parser.end();
  update('', { status: 'ended', endedAt: clock.now(), outcome });
}

const picturesUnreadable: Failure = {
  kind: 'unreadable-image',
  sentence: 'The pictures could not be read for sending.',
  said: null,
  advice: 'Remove the frames, add them again, and press Generate.',
  status: null,
};

/** A mistake of ours, told as one. */
function unexpected(said: string): Failure {
  return {
    kind: 'unexpected',
    sentence: 'StoryLens itself failed while the answer was arriving.',
    said,
    advice: 'What had arrived is kept. Press Generate to try again.',
    status: null,
  };
}
