import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sayOutcome } from '../../src/features/run/outcomeText.ts';
import { commandFor } from '../../src/session/index.ts';
import type { Session } from '../../src/session/index.ts';
import type { Refused } from '../fixtures/refused.ts';
import * as ofLength from '../fixtures/refusals-of-length.ts';
import * as ofRequest from '../fixtures/refusals-of-request.ts';
import * as ofServer from '../fixtures/refusals-of-server.ts';
import { runOf } from '../helpers/session.ts';
import { configure, promptOf } from '../helpers/journey-requests.ts';
import type { Prompt, ReplayServer } from '../helpers/journey-requests.ts';
import { startReplay } from '../../scripts/replay/server.mjs';
import { ORIGIN, openRealSession } from './running.ts';

// All known error messages of servers, and the texts that the user reads: the real session and the real client against a
// server over HTTP, with the fetch of a page. tests/journeys/refusals.spec.ts tests that the page shows the texts.

let server: ReplayServer;
/** The prompt that every test sends. */
let prompt: Prompt;
beforeAll(async () => {
  server = await startReplay();
  configure(server, {});
  await generate();
  prompt = promptOf(server);
});
afterAll(async () => server.close());

/** The names of the settings for the labels of the fields that these tests fill. */
const SETTINGS = {
  Model: 'model',
  'API key': 'apiKey',
  'Max tokens': 'maxTokens',
  'Extra JSON': 'extra',
} as const;

/** Requests a story from three frames. Resolves when the run has ended. */
async function generate(typed: Refused['typed'] = {}): Promise<Session> {
  const session = await openRealSession(server.url);
  for (const [field, value] of Object.entries(typed))
    session.set({ [SETTINGS[field as keyof typeof SETTINGS]]: value });
  await session.generate();
  return session;
}

const tables = {
  'too many images': ofLength.tooManyImages,
  'prompt and answer too long': ofLength.tooLong,
  'pictures too long': ofLength.picturesTooLong,
  'another model': ofRequest.otherModels,
  parameters: ofRequest.parameters,
  'pictures that cannot be read': ofRequest.unreadablePictures,
  'what only a server that allows it takes, by Extra JSON': ofRequest.extraFields,
  'what a page can read': ofServer.readableFailures,
  'what a browser hides': ofServer.hiddenFailures,
};

describe.each(Object.entries(tables))('%s:', (_, rows) => {
  test.each(rows.map((row) => [`${row.when}: “${row.sentence}”`, row] as const))('%s', async (_name, row) => {
    const { options, typed, sentence, said, advice, command } = row;
    const changes = typeof options === 'function' ? options(prompt) : options;
    const fillIn = (text: string): string =>
      text
        .replaceAll(/(?<!Server )URL/g, server.url)
        .replaceAll('PAGE', ORIGIN)
        .replaceAll('LENGTH', String(changes.maxModelLen));
    configure(server, changes);
    const session = await generate(typed);
    const progress = runOf(session);
    if (progress.outcome === null) throw new Error('The run has not ended');
    const ending = sayOutcome(progress.outcome, { arrived: false, continuable: false }, progress);
    expect(ending).toMatchObject({
      kind: 'failure',
      title: fillIn(sentence),
      said: said === undefined ? null : expect.stringMatching(said instanceof RegExp ? said : exactly(said)),
      advice: fillIn(advice),
      curable: command !== undefined,
    });
    if (command !== undefined) expect(commandFor(session.page.getState(), ORIGIN)).toContain(command);
  });
});

const exactly = (text: string): RegExp => new RegExp(`^${text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}$`);
