import { describe, expect, test } from 'vitest';
import { isWorthAnnouncing, announcementOf } from '../../src/features/run/announcements.ts';
import { waitsIn, sayWaiting } from '../../src/features/run/waiting.ts';
import { sayPhase } from '../../src/features/run/statusText.ts';
import type { Progress } from '../../src/session/index.ts';
import { readingWith } from './example-run.ts';

const queued = (running: number, waiting: number, ahead: number): Partial<Progress> => ({
  status: 'queued',
  queue: { running, waiting, ahead },
});

describe('a request in the server’s queue', () => {
  test.each([
    [1, 1, 0, '1 request running, none waiting before this one'],
    [1, 2, 1, '1 request running, at most 1 waiting before this one'],
    [4, 9, 3, '4 requests running, at most 3 waiting before this one'],
    [0, 1, 0, 'no requests running, none waiting before this one'],
    [1200, 1300, 1299, '1,200 requests running, at most 1,299 waiting before this one'],
  ])('with %i running, %i waiting and at most %i before it', (running, waiting, ahead, words) => {
    const run = readingWith(queued(running, waiting, ahead));
    expect(sayWaiting(run)).toBe(`In the server’s queue: ${words}`);
    expect(sayPhase(run)).toBe(`In the server’s queue: ${words}`);
  });

  test.each([
    ['the queue is unknown', { status: 'queued', queue: null }],
    ['no request waits, so this one may be running', queued(1, 0, 0)],
    ['the first word has arrived', { ...queued(1, 1, 0), status: 'streaming' }],
    ['the server has not accepted it', { ...queued(1, 1, 0), status: 'connecting' }],
  ] satisfies [string, Partial<Progress>][])('is not shown if %s', (_, progress) => {
    expect(waitsIn(readingWith(progress).progress)).toBeNull();
    expect(sayPhase(readingWith(progress))).not.toMatch(/queue/);
  });
});

describe('a request that the browser holds back', () => {
  test('is shown as waiting until the response headers arrive', () => {
    expect(sayPhase(readingWith({ status: 'connecting', heldBack: true }))).toBe(
      'Waiting for a free browser connection',
    );
    expect(waitsIn(readingWith({ status: 'queued', heldBack: true }).progress)).toBeNull();
  });
});

describe('a screen reader hears', () => {
  test('once that a request waits, not each change of the numbers', () => {
    const sent = readingWith({ status: 'queued' });
    const waits = readingWith(queued(1, 3, 2));
    expect(isWorthAnnouncing(sent, waits)).toBe(true);
    expect(announcementOf(sent, waits)).toBe(
      'In the server’s queue: 1 request running, at most 2 waiting before this one.',
    );
    expect(isWorthAnnouncing(waits, readingWith(queued(1, 2, 1)))).toBe(false);
    const looked = readingWith(queued(1, 0, 0));
    expect(isWorthAnnouncing(waits, looked)).toBe(true);
    expect(announcementOf(waits, looked)).toBe('The server has the pictures; waiting for the first word.');
  });
});
