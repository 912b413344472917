import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliveries, restDeliveries } from '../fixtures/deliveries.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingOf, runOf } from '../helpers/session.ts';
import { configure, lastPost } from '../helpers/journey-requests.ts';
import type { ReplayServer } from '../helpers/journey-requests.ts';
import { startReplay } from '../../scripts/replay/server.mjs';
import { openRealSession } from './running.ts';

// The text that arrives is always the same, whichever way the server delivers an answer.

let server: ReplayServer;
beforeAll(async () => {
  server = await startReplay();
});
afterAll(async () => server.close());

test.each(deliveries.map(({ when, options }) => [when, options] as const))(
  'the text is complete: %s',
  async (_when, options) => {
    configure(server, options);
    const session = await openRealSession(server.url);
    await session.generate();
    expect(runOf(session).outcome).toEqual({ type: 'finished' });
    expect(readingOf(session).completion).toBe(harbour);
  },
);

test.each(restDeliveries.map((delivery) => [delivery.when, delivery] as const))(
  'the text is complete after Continue: %s',
  async (_, delivery) => {
    const { chars, options } = delivery;
    configure(server, { ...options, fault: { kind: 'error-event', after: { chars } } });
    const session = await openRealSession(server.url);
    await session.generate();
    configure(server, options);
    await session.continue();
    // The reasoning parser removes the tags of the thinking. The model must get them back.
    expect(lastPost(server).body.messages[2].content).toMatch(/^<think>\n## Image 1\n/);
    expect(runOf(session).outcome).toEqual({ type: 'finished' });
    expect(readingOf(session).completion).toBe(harbour);
  },
);
