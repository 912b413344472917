import { expect, test } from 'vitest';
import { unusableServers } from '../fixtures/unusable-servers.ts';
import { failureOf, ORIGIN, probeReplay } from './probing.ts';

// The texts of the probe for every kind of server that the page cannot use. tests/journeys/doctor.spec.ts tests that the
// page shows them.

test.each(unusableServers.map((server) => [`${server.when}: “${server.says}”`, server] as const))(
  '%s',
  async (_name, { options = {}, key = '', says, said, advice }) => {
    const { baseUrl, found } = await probeReplay(options, { apiKey: key });
    const failure = failureOf(found);
    expect(failure.sentence).toBe(says.replace('URL', baseUrl).replace('PAGE', ORIGIN));
    expect(failure.advice).toContain(advice);
    expect(failure.said).toBe(said ?? null);
  },
);
