import { harbour } from '../fixtures/harbour.ts';
import { defaults } from '../../scripts/replay/options.mjs';
import { readPrompt } from '../../scripts/replay/prompt.mjs';
import type { startReplay } from '../../scripts/replay/server.mjs';

export type ReplayServer = Awaited<ReturnType<typeof startReplay>>;
export type Changes = Parameters<ReplayServer['set']>[0];
export type Fault = NonNullable<Changes['fault']>;
export type Sent = ReplayServer['requests'][number];

/** The requests for completions, oldest first, without the requests of the probe. */
export const posts = ({ requests }: Pick<ReplayServer, 'requests'>): Sent[] =>
  requests.filter(({ method }) => method === 'POST');

/** The last request for a completion. */
export function lastPost(replay: Pick<ReplayServer, 'requests'>): Sent {
  const last = posts(replay).at(-1);
  if (last === undefined) throw new Error('No completion was requested.');
  return last;
}

interface Part {
  readonly type: string;
  readonly image_url?: { readonly url: string };
}

/** The pictures of a request as they were sent: data URLs, in frame order. */
export function picturesOf({ body }: Sent): string[] {
  const user = body.messages.find(({ role }: { role: string }) => role === 'user');
  return user.content.flatMap(({ image_url: image }: Part) => image?.url ?? []);
}

/** The roles of the messages, in order. */
export const rolesOf = ({ body }: Sent): string[] => body.messages.map(({ role }: { role: string }) => role);

export type Prompt = ReturnType<typeof readPrompt>;

/** The prompt of the last request as vLLM counts it, without a kept text. */
export const promptOf = (replay: Pick<ReplayServer, 'requests'>): Prompt =>
  readPrompt(lastPost(replay).body.messages.slice(0, 2), defaults);

/** Resets the server to its defaults and the story of three frames, with these changes. */
export function configure(replay: ReplayServer, options: Changes): void {
  replay.set({ ...defaults, text: harbour, ...options });
}
