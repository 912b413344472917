import type { StoreApi } from 'zustand/vanilla';
import type { DeskDependencies } from './desk.ts';
import type { SessionState } from './types.ts';

/** The relays of the page's own server, asked for once. */
export interface Relays {
  /** Resolves when they are known; null once they are. Never rejects. */
  readonly pending: () => Promise<void> | null;
}

export function createRelays(session: StoreApi<SessionState>, find: DeskDependencies['findRelays']): Relays {
  let pending: Promise<void> | null = null;

  async function learn(asked: Promise<SessionState['relays']>): Promise<void> {
    const relays = await asked;
    pending = null;
    if (relays !== null) session.setState({ relays });
  }

  const asked = find();
  if (asked !== null) pending = learn(asked);
  return { pending: () => pending };
}
