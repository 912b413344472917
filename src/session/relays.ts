import type { SessionDependencies } from './session.ts';
import type { Stores } from './stores.ts';
import type { ServerState } from './types.ts';

/** The relays of the page's own server, requested once. */
export interface Relays {
  /** Resolves when they are known; null if they are known already. Never rejects. */
  readonly pending: () => Promise<void> | null;
}

export function createRelays({ server }: Stores, find: SessionDependencies['findRelays']): Relays {
  let pending: Promise<void> | null = null;

  async function receive(answer: Promise<ServerState['relays']>): Promise<void> {
    const relays = await answer;
    pending = null;
    if (relays !== null) server.setState({ relays });
  }

  const answer = find();
  if (answer !== null) pending = receive(answer);
  return { pending: () => pending };
}
