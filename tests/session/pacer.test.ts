import { expect, test } from 'vitest';
import { createPacer } from '../../src/session/pacer.ts';
import type { Pacer } from '../../src/session/pacer.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';

function start(): { clock: FakeClock; pacer: Pacer; commits: string[] } {
  const clock = createFakeClock();
  const commits: string[] = [];
  const pacer = createPacer(clock, (text) => commits.push(text));
  return { clock, pacer, commits };
}

test('text is passed on once per frame, in order', () => {
  const { clock, pacer, commits } = start();
  for (const text of ['a', 'b', 'c']) pacer.push(text);
  expect(commits).toEqual([]);
  expect(clock.waiting()).toBe(1);
  clock.frame();
  expect(commits).toEqual(['abc']);
  pacer.push('d');
  clock.frame();
  expect(commits).toEqual(['abc', 'd']);
});

test('no frame is requested without text', () => {
  const { clock, pacer, commits } = start();
  expect(clock.waiting()).toBe(0);
  pacer.push('a');
  clock.frame();
  expect(clock.waiting()).toBe(0);
  clock.frame();
  expect(commits).toEqual(['a']);
});

test('flush passes text on at once and cancels the frame', () => {
  const { clock, pacer, commits } = start();
  pacer.push('a');
  pacer.flush();
  expect(commits).toEqual(['a']);
  expect(clock.waiting()).toBe(0);
  pacer.flush();
  expect(commits).toEqual(['a']);
});

test('text that is pushed during a commit is passed on in the next frame', () => {
  const clock = createFakeClock();
  const commits: string[] = [];
  const pacer = createPacer(clock, (text) => {
    commits.push(text);
    if (text === 'a') pacer.push('b');
  });
  pacer.push('a');
  clock.frame();
  expect(commits).toEqual(['a']);
  clock.frame();
  expect(commits).toEqual(['a', 'b']);
});
