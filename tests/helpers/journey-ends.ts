import type { Ending, Where } from '../fixtures/early-ends.ts';
import type { App } from './journey-app.ts';
import { configure, lastPost, promptOf } from './journey-requests.ts';
import type { ReplayServer } from './journey-requests.ts';
import { expect, harbour } from './journey-test.ts';
import { cutText } from '../../scripts/replay/tokens.mjs';

/** Generates an answer that ends too early. Returns where it ended, and a function that restores the setup. */
export async function endEarly(
  app: App,
  replay: ReplayServer,
  { options, maxTokens, andThen }: Ending,
  chars: number,
): Promise<{ readonly where: Where; readonly putBack: () => Promise<void> }> {
  const prompt = promptOf(replay).tokens;
  const where: Where = { chars, tokens: cutText(harbour.slice(0, chars), 'tokens').length, prompt };
  configure(replay, options(where));
  const putBack = maxTokens === undefined ? null : await app.setUp({ 'Max tokens': String(maxTokens(where)) });
  await app.generate.click();
  if (andThen !== undefined) {
    // Wait until the page has all text that was sent.
    await expect.poll(() => lastPost(replay).sent.length).toBe(chars);
    await app.expectArrived(lastPost(replay).sent.length);
    if (andThen === 'the user presses Stop') await app.stop.click();
    else replay.cut();
  }
  return { where, putBack: async () => putBack?.() };
}
