import type { StoreApi } from 'zustand/vanilla';
import type { Probe, ServedModel, Server } from '../inference/index.ts';
import type { Clock } from './pacer.ts';
import { serverOf } from './settings.ts';
import type { Connection, SessionState } from './types.ts';

export type AskServer = (server: Server, options: { readonly signal: AbortSignal }) => Promise<Probe>;

export interface Checker {
  /** Looks at the server of the settings now; what was being looked at is given up. Null where this one was. */
  readonly check: () => Promise<Probe | null>;
}

export const unchecked: Connection = { checking: false, found: null };

// So long after the last key a person has done typing.
const PAUSE_MS = 600;

/** Looks at the server, by itself when its address or its key has changed. */
export function createChecker(session: StoreApi<SessionState>, clock: Clock, ask: AskServer): Checker {
  let looking: AbortController | null = null;
  let cancel: (() => void) | null = null;

  async function check(): Promise<Probe | null> {
    cancel?.();
    cancel = null;
    looking?.abort();
    const mine = new AbortController();
    looking = mine;
    session.setState(({ connection }) => ({ connection: { ...connection, checking: true } }));
    const found = await ask(serverOf(session.getState()), { signal: mine.signal });
    if (looking !== mine) return null;
    looking = null;
    session.setState({ connection: { checking: false, found } });
    return found;
  }

  session.subscribe(({ settings }, { settings: before }) => {
    if (settings.serverUrl === before.serverUrl && settings.apiKey === before.apiKey) return;
    looking?.abort();
    looking = null;
    cancel?.();
    cancel = clock.after(PAUSE_MS, () => void check());
    session.setState({ connection: unchecked });
  });

  return { check };
}

/** The model that will answer: the one of that name, or the only one there is, since vLLM takes a blank name for it. */
export function servedModel({ settings, connection: { found } }: SessionState): ServedModel | null {
  if (found === null || !found.ok) return null;
  const name = settings.model.trim();
  return found.models.find(({ id }) => id === name) ?? (name === '' ? (found.models[0] ?? null) : null);
}
