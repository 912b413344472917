import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sayOutcome } from '../../src/features/run/outcomeText.ts';
import { sayPhase } from '../../src/features/run/statusText.ts';
import { isContinuable, endedRun } from '../../src/session/index.ts';
import type { Session } from '../../src/session/index.ts';
import { PLACES, endings } from '../fixtures/early-ends.ts';
import type { Ending, Where } from '../fixtures/early-ends.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingOf, runOf } from '../helpers/session.ts';
import { configure, lastPost, picturesOf, posts, promptOf, rolesOf } from '../helpers/journey-requests.ts';
import type { ReplayServer } from '../helpers/journey-requests.ts';
import { startReplay } from '../../scripts/replay/server.mjs';
import { cutText } from '../../scripts/replay/tokens.mjs';
import { openRealSession, until } from './running.ts';

// Every way in which an answer can end too early, at each kind of place: the user reads the right texts, no text is lost,
// and Continue completes the answer. tests/journeys/stream-ends.spec.ts and continue.spec.ts test that the page shows it.

let server: ReplayServer;
/** The tokens of the prompt that every test sends. */
let prompt: number;
beforeAll(async () => {
  server = await startReplay();
  configure(server, {});
  await (await openRealSession(server.url)).generate();
  prompt = promptOf(server).tokens;
});
afterAll(async () => server.close());

/** Generates an answer that ends in this way. */
async function endEarly({ options, maxTokens, andThen }: Ending, where: Where): Promise<Session> {
  configure(server, options(where));
  const session = await openRealSession(server.url);
  if (maxTokens !== undefined) session.set({ maxTokens: String(maxTokens(where)) });
  const generating = session.generate();
  if (andThen !== undefined) {
    await until(session, () => session.page.getState().run?.completion.length === where.chars);
    if (andThen === 'the user presses Stop') session.stop();
    else server.cut();
  }
  await generating;
  return session;
}

describe.each(PLACES.map((row) => [row.place, row] as const))(
  'an answer that ends %s:',
  (_place, { chars, continuesAt }) => {
    test.each(endings.map((ending) => [`${ending.when}: “${ending.sentence}”`, ending] as const))(
      '%s',
      async (_name, ending) => {
        const where = { chars, tokens: cutText(harbour.slice(0, chars), 'tokens').length, prompt };
        const before = posts(server).length;
        const session = await endEarly(ending, where);
        expect(posts(server).length - before).toBe(1);
        expect(readingOf(session).completion).toBe(harbour.slice(0, chars));
        expect(sayPhase(readingOf(session))).toMatch(ending.status);
        const progress = runOf(session);
        const story = endedRun(session.page.getState());
        const continuable = story !== null && isContinuable(story);
        expect(continuable).toBe(true);
        expect(
          progress.outcome && sayOutcome(progress.outcome, { arrived: true, continuable }, progress),
        ).toMatchObject({
          title: ending.sentence.replace('URL', server.url).replace('COUNT', `${where.tokens} tokens`),
          said: ending.said ?? null,
          advice: ending.advice,
        });

        const broken = lastPost(server);
        configure(server, {});
        session.set({ maxTokens: '8192' });
        await session.continue();
        const rest = lastPost(server);
        expect(rest).not.toBe(broken);
        expect(rolesOf(rest)).toEqual(['system', 'user', 'assistant']);
        expect(rest.body.messages.slice(0, 2)).toEqual(broken.body.messages);
        expect(picturesOf(rest)).toEqual(picturesOf(broken));
        expect(rest.body.messages[2].content).toBe(harbour.slice(0, continuesAt));
        expect(rest.body).toMatchObject({ continue_final_message: true, add_generation_prompt: false });
        const { messages: _, seed, max_tokens: _most, ...others } = broken.body;
        expect(rest.body).toMatchObject(others);
        expect(rest.body.seed).not.toBe(seed);
        expect(readingOf(session).completion).toBe(harbour);
        expect(runOf(session).outcome).toEqual({ type: 'finished' });
      },
    );
  },
);
