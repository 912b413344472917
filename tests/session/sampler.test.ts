import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createSampler } from '../../src/session/sampler.ts';

function start() {
  let time = 0;
  const store = createStore(() => ({ phase: 'thinking', tokens: 0 }));
  const sampler = createSampler(
    store,
    () => time,
    ({ phase }) => [phase],
  );
  const samples: unknown[] = [];
  const stop = sampler.subscribe(() => samples.push(sampler.read()));
  return { store, sampler, samples, stop, at: (now: number) => (time = now) };
}

test('a sample stays the same while none of the selected parts changes', () => {
  const { store, sampler, samples } = start();
  const first = sampler.read();
  store.setState({ tokens: 12 });
  expect(sampler.read()).toBe(first);
  expect(samples).toEqual([]);
});

test('a change of a selected part, and a tick of the clock, give a sample of everything', () => {
  const { store, sampler, samples, at } = start();
  store.setState({ tokens: 12 });
  at(500);
  store.setState({ phase: 'writing' });
  at(1500);
  store.setState({ tokens: 40 });
  sampler.tick();
  sampler.tick();
  expect(samples).toEqual([
    { state: { phase: 'writing', tokens: 12 }, at: 500 },
    { state: { phase: 'writing', tokens: 40 }, at: 1500 },
  ]);
});

test('a change between the first read and the subscription is not missed', () => {
  const store = createStore(() => ({ phase: 'thinking' }));
  const sampler = createSampler(
    store,
    () => 0,
    ({ phase }) => [phase],
  );
  sampler.read();
  store.setState({ phase: 'writing' });
  let calls = 0;
  sampler.subscribe(() => calls++);
  expect(sampler.read().state).toEqual({ phase: 'writing' });
  expect(calls).toBe(1);
});

test('after the end of the subscription nothing is called', () => {
  const { store, samples, stop } = start();
  stop();
  store.setState({ phase: 'writing' });
  expect(samples).toEqual([]);
});
