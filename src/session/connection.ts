import type { Probe, ServedModel, Server } from '../inference/index.ts';
import type { Clock } from './pacer.ts';
import { serverOf } from './settings.ts';
import type { Stores } from './stores.ts';
import type { Connection, PageState } from './types.ts';

export type AskServer = (server: Server, options: { readonly signal: AbortSignal }) => Promise<Probe>;

export interface Checker {
  /**
   * Checks the server of the settings now and cancels a check in progress. Null if a later check cancelled this one.
   */
  readonly check: () => Promise<Probe | null>;
}

export const unchecked: Connection = { checking: false, found: null };

// If no key was pressed for this time, the user has probably finished typing.
const PAUSE_MS = 600;

/** Checks the server when its address or key changes, and on request. */
export function createChecker({ page, server }: Stores, clock: Clock, ask: AskServer): Checker {
  let current: AbortController | null = null;
  let cancel: (() => void) | null = null;

  async function check(): Promise<Probe | null> {
    cancel?.();
    cancel = null;
    current?.abort();
    const mine = new AbortController();
    current = mine;
    server.setState(({ connection }) => ({ connection: { ...connection, checking: true } }));
    const found = await ask(serverOf(page.getState()), { signal: mine.signal });
    if (current !== mine) return null;
    current = null;
    server.setState({ connection: { checking: false, found } });
    return found;
  }

  page.subscribe(({ settings }, { settings: before }) => {
    if (settings.serverUrl === before.serverUrl && settings.apiKey === before.apiKey) return;
    current?.abort();
    current = null;
    cancel?.();
    cancel = clock.after(PAUSE_MS, () => void check());
    server.setState({ connection: unchecked });
  });

  return { check };
}

/**
 * The model that will answer: the model with the name in the settings. If that name is blank, vLLM uses its only model.
 */
export function servedModel({ settings, connection: { found } }: PageState): ServedModel | null {
  if (found === null || !found.ok) return null;
  const name = settings.model.trim();
  return found.models.find(({ id }) => id === name) ?? (name === '' ? (found.models[0] ?? null) : null);
}
