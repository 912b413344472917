import { readBaseUrl, relayCommand, relayTo, serveCommand } from '../inference/index.ts';
import type { FailureKind } from '../inference/index.ts';
import { budgetOf, totalOf } from './budget.ts';
import { recipeOf } from './recipes.ts';
import type { PageState } from './types.ts';

/**
 * The command that starts vLLM for the frames on the page and the current settings; `origin` is the origin of this
 * page.
 */
export function commandFor(state: PageState, origin: string): string {
  const { settings, frames, connection, recipes } = state;
  const address = readBaseUrl(settings.serverUrl);
  const url = address.ok ? new URL(address.baseUrl) : null;
  return serveCommand({
    version: connection.found?.ok ? connection.found.version : null,
    model: settings.model.trim() || (recipeOf(settings, recipes).model ?? 'Qwen/Qwen2.5-VL-7B-Instruct'),
    frames: frames.length,
    tokens: totalOf(budgetOf(state)),
    // Processors other than Qwen2.5-VL's may not know this option, and then vLLM would not start.
    maxPixels: settings.patchSide === 28 ? settings.maxPixels : null,
    origin,
    port: url === null ? '8000' : url.port || (url.protocol === 'https:' ? '443' : '80'),
    hasKey: settings.apiKey.trim() !== '',
  });
}

/**
 * The command that restarts StoryLens with a relay to the server, if CORS forbids the page to read its answers. Null if
 * CORS is not the problem or the page does not come from `npm start`. `port` is the port of the page.
 */
export function relayCommandFor({ settings, relays, connection, run }: PageState, port: string): string | null {
  const address = readBaseUrl(settings.serverUrl);
  if (relays === null || !address.ok || relayTo(address.baseUrl, relays)) return null;
  const { found } = connection;
  const outcome = run?.progress?.outcome;
  const failures = [found?.ok === false ? found.failure : null, outcome?.type === 'failed' ? outcome.failure : null];
  return failures.some((failure) => failure?.kind === 'cors') ? relayCommand(address.baseUrl, relays, port) : null;
}

const CURED: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'unreachable',
  'cors',
  'hidden',
  'too-many-images',
  'too-long',
  'unknown-model',
  'server-error',
  'engine',
]);

/** Whether the right server command prevents this kind of failure. */
export function isCuredByServing(kind: FailureKind): boolean {
  return CURED.has(kind);
}
