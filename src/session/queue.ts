import type { StoreApi } from 'zustand/vanilla';
import type { Server } from '../inference/index.ts';
import type { Clock } from './pacer.ts';
import type { Reading, SessionState } from './types.ts';

export type AskQueue = (server: Server, options: { readonly signal: AbortSignal }) => Promise<number | null>;

// A prompt of seventeen pictures takes a second or two by itself: only a longer silence is a queue.
const LOOK_MS = 2000;

/** Looks how long the queue is, as long as a run stands in it. vLLM's is unbounded: it may be minutes (vllm#18826). */
export function watchQueue(session: StoreApi<SessionState>, clock: Clock, ask: AskQueue): void {
  let cancel: (() => void) | null = null;
  let asking: AbortController | null = null;

  function later(): void {
    cancel = clock.after(LOOK_MS, () => void look());
  }

  async function look(): Promise<void> {
    cancel = null;
    const mine = new AbortController();
    asking = mine;
    const asked = session.getState().reading?.run?.asked;
    const waiting = asked === undefined ? null : await ask({ ...asked, apiKey: '' }, { signal: mine.signal });
    const { reading } = session.getState();
    const run = reading?.run ?? null;
    if (asking !== mine || waiting === null || reading === null || run === null) return;
    session.setState({ reading: { ...reading, run: { ...run, waiting } } });
    later();
  }

  session.subscribe(({ reading }, { reading: before }) => {
    const queued = isQueued(reading);
    if (queued === isQueued(before) && reading?.id === before?.id) return;
    cancel?.();
    cancel = null;
    asking?.abort();
    asking = null;
    if (queued) later();
  });
}

function isQueued(reading: Reading | null): boolean {
  return reading?.source === 'run' && reading.run?.status === 'queued';
}
