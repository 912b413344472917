import { describe, expect, test } from 'vitest';
import { silenceOf, silentSince, saySilence } from '../../src/features/run/silence.ts';
import type { HealthAnswer, Progress, RunStatus } from '../../src/session/index.ts';
import { runWith } from '../session/examples.ts';

/** A run whose last text arrived at 5,000 ms, and whose health check has had this answer since 15,000 ms. */
const quietRun = (status: RunStatus, answer: HealthAnswer | null): Progress =>
  runWith({
    status,
    heardAt: 5000,
    health: answer && { answer, since: 15_000, last: 18_000, times: 2, lasted: 3000 },
  });

describe('the meaning of a silence', () => {
  const cases: [HealthAnswer | null, string | null, string | null][] = [
    [null, 'busy', null],
    ['ok', 'busy', null],
    ['unclear', 'busy', null],
    ['silent', 'silent', 'silent'],
    ['refused', 'refused', 'refused'],
    ['gone', 'refused', 'refused'],
    ['offline', 'offline', 'offline'],
  ];
  test.each(cases)('of 20 s depends on the health check: %s', (answer, streaming, before) => {
    expect(silenceOf(quietRun('streaming', answer), 25_000)).toBe(streaming);
    expect(silenceOf(quietRun('queued', answer), 25_000)).toBe(before);
    expect(silenceOf(quietRun('connecting', answer), 25_000)).toBe(before);
    expect(silenceOf(quietRun('ended', answer), 25_000)).toBeNull();
  });

  test('is null below 10 s', () => {
    expect(silenceOf(quietRun('streaming', null), 14_999)).toBeNull();
    expect(silenceOf(quietRun('streaming', null), 15_000)).toBe('busy');
  });
});

test('the silence of a server without health answers counts from the first check, every other one from the last text', () => {
  expect(silentSince(quietRun('streaming', 'silent'), 'silent')).toBe(15_000);
  expect(silentSince(quietRun('streaming', 'refused'), 'refused')).toBe(5000);
  expect(silentSince(quietRun('streaming', null), 'busy')).toBe(5000);
});

test.each([
  ['busy', 'Nothing has arrived for 20 s.', /busy with other requests/],
  ['silent', 'The server has not answered for 20 s.', /overloaded or asleep/],
  ['refused', 'Nothing has arrived for 20 s, and the server refuses new connections.', /the run ends by itself/],
  ['offline', 'This device is offline.', /when the network is back/],
] as const)('the notice for a silence of the kind %s', (quiet, title, advice) => {
  expect(saySilence(quiet, 20_000)).toEqual({ title, advice: expect.stringMatching(advice) });
});
