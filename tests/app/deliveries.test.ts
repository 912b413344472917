import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliveries, deliveriesOfRest } from '../fixtures/deliveries.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingOf, runOf } from '../helpers/desk.ts';
import { configure, lastPost } from '../helpers/journey-requests.ts';
import type { ReplayServer } from '../helpers/journey-requests.ts';
import { startReplay } from '../../scripts/replay/server.mjs';
import { openRealDesk } from './running.ts';

// However a server hands an answer over, what arrives is the same text, to the last character.

let server: ReplayServer;
beforeAll(async () => {
  server = await startReplay();
});
afterAll(async () => server.close());

test.each(deliveries.map(({ when, options }) => [when, options] as const))(
  'the same text: %s',
  async (_when, options) => {
    configure(server, options);
    const desk = await openRealDesk(server.url);
    await desk.generate();
    expect(runOf(desk).outcome).toEqual({ type: 'finished' });
    expect(readingOf(desk).completion).toBe(harbour);
  },
);

test.each(deliveriesOfRest.map((one) => [one.when, one] as const))(
  'the same text after Continue: %s',
  async (_, one) => {
    const { chars, options } = one;
    configure(server, { ...options, fault: { kind: 'error-event', after: { chars } } });
    const desk = await openRealDesk(server.url);
    await desk.generate();
    configure(server, options);
    await desk.continue();
    // A parser takes the tags away; the model gets them back.
    expect(lastPost(server).body.messages[2].content).toMatch(/^<think>\n## Image 1\n/);
    expect(runOf(desk).outcome).toEqual({ type: 'finished' });
    expect(readingOf(desk).completion).toBe(harbour);
  },
);
