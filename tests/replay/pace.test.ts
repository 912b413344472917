import { expect, test } from 'vitest';
import { paced, type Clock } from '../../scripts/replay/pace.mjs';

/** A clock that is `late` ms late at every alarm. */
function createClock(late: (alarm: number) => number): Clock & { slept: number[] } {
  let now = 1000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (ms) => {
      now += ms + late(slept.length);
      slept.push(ms);
    },
  };
}

async function batches(count: number, tokensPerSecond: number, clock: Clock): Promise<[number, number][]> {
  const found: [number, number][] = [];
  for await (const batch of paced(count, tokensPerSecond, clock, new AbortController().signal)) found.push(batch);
  return found;
}

test('on time, each token is its own batch, and the first is sent at once', async () => {
  const clock = createClock(() => 0);
  expect(await batches(4, 100, clock)).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
  expect(clock.slept).toEqual([10, 10, 10]);
});

test('after a late alarm the batch has all due tokens, and the schedule is kept', async () => {
  const clock = createClock((alarm) => (alarm === 0 ? 25 : 0));
  expect(await batches(6, 100, clock)).toEqual([
    [0, 1],
    [1, 4],
    [4, 5],
    [5, 6],
  ]);
  // due at 10 but served at 35; the next is due at 40
  expect(clock.slept).toEqual([10, 5, 10]);
});

test('alarms that are always late do not add up', async () => {
  const clock = createClock(() => 3);
  const begun = clock.now();
  await batches(1001, 1000, clock);
  expect(clock.now() - begun).toBeLessThan(1005);
});

test('an early alarm sends nothing twice and nothing too soon', async () => {
  const clock = createClock((alarm) => (alarm === 0 ? -5 : 0));
  expect(await batches(2, 100, clock)).toEqual([
    [0, 1],
    [1, 2],
  ]);
  expect(clock.slept).toEqual([10, 5]);
});

test('without a pace tokens are sent in bursts, and other tasks run between them', async () => {
  const clock = createClock(() => 0);
  expect(await batches(130, Infinity, clock)).toEqual([
    [0, 64],
    [64, 128],
    [128, 130],
  ]);
  expect(clock.slept).toEqual([0, 0]);
});
