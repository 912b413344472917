import { describe, expect, test } from 'vitest';
import { factsOf } from '../../src/features/run/facts.ts';
import type { Reading } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingWith, seam } from './example-run.ts';

/** The facts at so many milliseconds after the run began, as they stand in their line. */
function line(reading: Reading, after: number): string[] {
  return factsOf(reading, 1000 + after).map(({ name, value }) => `${name}: ${value}`);
}

const before = { openedAt: null, firstTextAt: null, thoughtFor: null } as const;
const frame1 = harbour.slice(0, harbour.indexOf('## Image 2'));

describe('the facts of a run', () => {
  test('of none there are none', () => {
    expect(factsOf(readingWith(null, harbour), 5000)).toEqual([]);
  });

  test('that is being sent', () => {
    expect(line(readingWith({ ...before, status: 'connecting' }), 3200)).toEqual(['Sending: 3 s', 'Seed: 7']);
  });

  test('that waits in the queue tell since when, and the length of the prompt once it is known', () => {
    const queued = { ...before, status: 'queued', openedAt: 3000, promptTokens: 12_345 } as const;
    expect(line(readingWith(queued), 10_000)).toEqual([
      'In the queue: 8 s',
      'Elapsed: 10 s',
      'Prompt: 12,345 tokens',
      'Seed: 7',
    ]);
  });

  test('that streams tell how far it is, and how fast', () => {
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
    // 20 tokens/s are told to the tenth, 60 to the whole one.
    [20, 1000, '20.0 tokens/s'],
    [60, 1000, '60 tokens/s'],
    [1, 4000, '0.3 tokens/s'],
  ])('%i tokens in %i ms are %s', (tokens, took, speed) => {
    expect(line(readingWith({ tokens, firstTextAt: 1000 }), took)).toContain(`Speed: ${speed}`);
  });

  test('tell no speed of the first half second', () => {
    const names = factsOf(readingWith({ tokens: 9, firstTextAt: 1000 }), 1500).map(({ name }) => name);
    expect(names).toContain('Tokens');
    expect(names).not.toContain('Speed');
  });

  test('estimate the rest by fives under a minute, and by tens above', () => {
    const left = (took: number): string | undefined =>
      line(readingWith({ firstTextAt: 1000, tokens: 200 }, frame1), took).find((fact) => fact.startsWith('Left'));
    // Half of the first of three frames, and the story behind them: 8.5 times what has come.
    expect(left(2000)).toBe('Left: about 20 s');
    expect(left(2500)).toBe('Left: about 25 s');
    expect(left(30_000)).toBe('Left: about 4 min 20 s');
    expect(left(0)).toBeUndefined();
  });

  test('that has ended stay as they were then, and estimate nothing', () => {
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

  test('that ended without a word are none', () => {
    const ended = { ...before, status: 'ended', endedAt: 4000, outcome: { type: 'stopped' } } as const;
    expect(line(readingWith({ ...ended, openedAt: 3000, promptTokens: 900 }), 9000)).toEqual([]);
    // Of a continuation that brought nothing, the answer before it is still there.
    expect(line(readingWith({ ...ended, seams: [seam], promptTokens: 900 }, harbour), 9000)).toEqual([
      'Prompt: 900 tokens',
      'Continued: once, after 1,000 tokens',
      'Seed: 7',
    ]);
  });

  test('tell how often the answer was taken up again', () => {
    expect(line(readingWith({ seams: [seam] }, harbour), 2000)).toContain('Continued: once, after 1,000 tokens');
    expect(line(readingWith({ seams: [seam, seam, seam] }, harbour), 2000)).toContain(
      'Continued: 3 times, after 3,000 tokens',
    );
  });

  test('of the demo name no seed: nothing was drawn', () => {
    const reading = { ...readingWith({ tokens: 3, firstTextAt: 1000 }), source: 'demo' } as const;
    expect(factsOf(reading, 5000).map(({ name }) => name)).toEqual(['First token', 'Elapsed', 'Tokens', 'Speed']);
  });
});
