import type { StoreApi } from 'zustand/vanilla';
import { createParser, emptyDocument, reduceAll } from '../grounding/index.ts';
import type { GroundingEvent } from '../grounding/index.ts';
import type { Arrival, CompletionRequest, Outcome } from '../inference/index.ts';
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

  let outcome: Outcome;
  try {
    const pictures = await Promise.all(job.frames.map(async (frame) => dependencies.dataUrl(frame.blob)));
    update('', { status: 'connecting' });
    outcome = await drain(
      dependencies.complete({ ...job.request, pictures }, { signal, ...(job.fetch && { fetch: job.fetch }) }),
      take,
    );
  } catch (error) {
    outcome = { type: 'failed', failure: unexpected(error) };
  }
  pacer.flush();
  parser.end();
  update('', { status: 'ended', endedAt: clock.now(), outcome });
}

async function drain(arrivals: AsyncIterable<Arrival>, take: (arrival: Arrival) => Outcome | null): Promise<Outcome> {
  let outcome: Outcome | null = null;
  for await (const arrival of arrivals) outcome = take(arrival) ?? outcome;
  return outcome ?? { type: 'failed', failure: unexpected(new Error('no end')) };
}

function unexpected(error: unknown): Extract<Outcome, { type: 'failed' }>['failure'] {
  return {
    kind: 'unexpected',
    sentence: 'The pictures could not be read for sending.',
    said: error instanceof Error ? error.message : null,
    advice: 'Remove the frames, add them again, and press Generate.',
    status: null,
  };
}
