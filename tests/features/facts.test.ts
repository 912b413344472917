import { describe, expect, test } from 'vitest';
import { factsOf } from '../../src/features/run/facts.ts';
import type { ShownRun } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingWith, seam } from './example-run.ts';

/** The facts at this number of milliseconds after the run began, as text. */
function line(run: ShownRun, after: number): string[] {
  return factsOf(run, 1000 + after).map(({ name, value }) => `${name}: ${value}`);
}

const before = { openedAt: null, firstTextAt: null, thoughtFor: null } as const;
const frame1 = harbour.slice(0, harbour.indexOf('## Image 2'));

describe('the facts of a run', () => {
  test('are empty without a run', () => {
    expect(factsOf(readingWith(null, harbour), 5000)).toEqual([]);
  });

  test('show how long the request has been sending', () => {
    expect(line(readingWith({ ...before, status: 'connecting' }), 3200)).toEqual(['Sending: 3 s', 'Seed: 7']);
  });

  test('show the time in the queue, and the length of the prompt when it is known', () => {
    const queued = { ...before, status: 'queued', openedAt: 3000, promptTokens: 12_345 } as const;
    expect(line(readingWith(queued), 10_000)).toEqual([
      'In the queue: 8 s',
      'Elapsed: 10 s',
      'Prompt: 12,345 tokens',
      'Seed: 7',
    ]);
  });

  test('show the progress and the speed of the answer', () => {
    const streaming = { firstTextAt: 3500, tokens: 1234 };
    expect(line(readingWith(streaming), 63_500)).toEqual([
      'First token: 2.5 s',
      'Elapsed: 1 min 4 s',
      'Tokens: 1,234 of 8,192',
      'Speed: 20.2 tokens/s',
      'Seed: 7',
    ]);
  });

  test.each([
    // Speeds up to 50 tokens/s have one decimal, higher ones none.
    [20, 1000, '20.0 tokens/s'],
    [60, 1000, '60 tokens/s'],
    [1, 4000, '0.3 tokens/s'],
  ])('show %i tokens in %i ms as %s', (tokens, took, speed) => {
    expect(line(readingWith({ tokens, firstTextAt: 1000 }), took)).toContain(`Speed: ${speed}`);
  });

  test('show no speed in the first half second', () => {
    const names = factsOf(readingWith({ tokens: 9, firstTextAt: 1000 }), 1500).map(({ name }) => name);
    expect(names).toContain('Tokens');
    expect(names).not.toContain('Speed');
  });

  test('round the time left to 5 seconds below a minute and to 10 seconds above', () => {
    const left = (took: number): string | undefined =>
      line(readingWith({ firstTextAt: 1000, tokens: 200 }, frame1), took).find((fact) => fact.startsWith('Left'));
    // Half of the analysis of the first of three frames has arrived. The rest and the story are 8.5 times as long.
    expect(left(2000)).toBe('Left: about 20 s');
    expect(left(2500)).toBe('Left: about 25 s');
    expect(left(30_000)).toBe('Left: about 4 min 20 s');
    expect(left(0)).toBeUndefined();
  });

  test('stay the same after the end, without an estimate', () => {
    const ended = { status: 'ended', endedAt: 42_000, firstTextAt: 2000, tokens: 1000, promptTokens: 900 } as const;
    const facts = [
      'First token: 1.0 s',
      'Elapsed: 41 s',
      'Prompt: 900 tokens',
      'Tokens: 1,000',
      'Speed: 25.0 tokens/s',
    ];
    for (const outcome of [{ type: 'finished' }, { type: 'length' }, { type: 'stopped' }] as const)
      expect(line(readingWith({ ...ended, outcome }, harbour), 99_000)).toEqual([...facts, 'Seed: 7']);
  });

  test('are empty for a run that ended without text', () => {
    const ended = { ...before, status: 'ended', endedAt: 4000, outcome: { type: 'stopped' } } as const;
    expect(line(readingWith({ ...ended, openedAt: 3000, promptTokens: 900 }), 9000)).toEqual([]);
    // If Continue brought no text, the earlier answer is still there.
    expect(line(readingWith({ ...ended, seams: [seam], promptTokens: 900 }, harbour), 9000)).toEqual([
      'Prompt: 900 tokens',
      'Continued: once, after 1,000 tokens',
      'Seed: 7',
    ]);
  });

  test('show how often the answer was continued', () => {
    expect(line(readingWith({ seams: [seam] }, harbour), 2000)).toContain('Continued: once, after 1,000 tokens');
    expect(line(readingWith({ seams: [seam, seam, seam] }, harbour), 2000)).toContain(
      'Continued: 3 times, after 3,000 tokens',
    );
  });

  test('of the demo have no seed', () => {
    const reading = { ...readingWith({ tokens: 3, firstTextAt: 1000 }), source: 'demo' } as const;
    expect(factsOf(reading, 5000).map(({ name }) => name)).toEqual(['First token', 'Elapsed', 'Tokens', 'Speed']);
  });
});
