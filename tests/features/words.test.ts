import { describe, expect, test } from 'vitest';
import { sayDuration, sayOutcome, sayPhase, sayTokens } from '../../src/features/run/words.ts';
import { emptyDocument, parseAll } from '../../src/grounding/index.ts';
import type { Outcome, Reading, Run } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';

const failure = { kind: 'busy', sentence: 'It is busy.', said: 'queue full', advice: 'Wait.', status: 503 } as const;

const run: Run = {
  status: 'streaming',
  startedAt: 1000,
  firstTextAt: 1500,
  toldAt: null,
  endedAt: null,
  tokens: 0,
  promptTokens: null,
  outcome: null,
};

function reading(change: Partial<Run> | null, text = '', frames = 3): Reading {
  return {
    id: 'r',
    source: 'run',
    title: null,
    frames: Array.from({ length: frames }, () => ({}) as Reading['frames'][number]),
    completion: text,
    document: text === '' ? emptyDocument : parseAll(text),
    run: change && { ...run, ...change },
  };
}

const upTo = (mark: string): string => harbour.slice(0, harbour.indexOf(mark) + mark.length);

describe('the phase', () => {
  test('of nothing, and of an output that was opened', () => {
    expect(sayPhase(null)).toBe('Ready');
    expect(sayPhase(reading(null, harbour))).toBe('Opened from text');
  });

  test('before the first word', () => {
    expect(sayPhase(reading({ status: 'preparing' }))).toBe('Preparing the pictures');
    expect(sayPhase(reading({ status: 'connecting' }))).toBe('Waiting for the server');
    expect(sayPhase(reading({ status: 'queued' }))).toBe('The server has the pictures; waiting for the first word');
  });

  test.each([
    ['<think>', 'Thinking'],
    ['## Image 1', 'Thinking: image 1 of 3'],
    ['## Image 3', 'Thinking: image 3 of 3'],
    ['| Narrative Phase | Description | Key Events | Images |', 'Thinking: narrative structure'],
    ['<gdi image1>', 'Telling: image 1 of 3'],
    ['<gdi image2>', 'Telling: image 2 of 3'],
  ])('after “%s”', (mark, expected) => {
    expect(sayPhase(reading({}, upTo(mark)))).toBe(expected);
  });

  test('stays with the last frame in text behind it', () => {
    expect(sayPhase(reading({}, '<gdi image2>Two.</gdi>\nAnd so on'))).toBe('Telling: image 2 of 3');
  });

  test('does not count where the model speaks of more images than it was sent', () => {
    expect(sayPhase(reading({}, '<gdi image5>Five', 3))).toBe('Telling: image 5');
    expect(sayPhase(reading({}, '## Image 2\n', 0))).toBe('Thinking: image 2');
  });

  const ended = { status: 'ended', endedAt: 42_000, tokens: 5120 } as const;
  test.each([
    [{ type: 'finished' }, 'Done in 41 s, 5,120 tokens'],
    [{ type: 'stopped' }, 'Stopped after 41 s, 5,120 tokens'],
    [{ type: 'length' }, 'Cut off after 41 s, 5,120 tokens'],
    [{ type: 'aborted' }, 'Ended by the server after 41 s, 5,120 tokens'],
    [{ type: 'failed', failure }, 'Failed after 41 s, 5,120 tokens'],
  ] satisfies [Outcome, string][])('at the end: %o', (outcome, expected) => {
    expect(sayPhase(reading({ ...ended, outcome }))).toBe(expected);
  });

  test('of a failure before the first token tells no time', () => {
    expect(sayPhase(reading({ ...ended, tokens: 0, outcome: { type: 'failed', failure } }))).toBe('Failed');
  });
});

test.each([
  [0, '0 s'],
  [-5, '0 s'],
  [499, '0 s'],
  [1500, '2 s'],
  [59_499, '59 s'],
  [59_600, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%i ms are %s', (milliseconds, expected) => {
  expect(sayDuration(milliseconds)).toBe(expected);
});

test.each([
  [0, '0 tokens'],
  [1, '1 token'],
  [12_345, '12,345 tokens'],
])('%i tokens are %s', (tokens, expected) => {
  expect(sayTokens(tokens)).toBe(expected);
});

describe('how it ended', () => {
  test('well, needs no word', () => {
    expect(sayOutcome({ type: 'finished' }, true)).toBeNull();
  });

  test('by Stop is no failure', () => {
    expect(sayOutcome({ type: 'stopped' }, true)).toMatchObject({
      kind: 'note',
      title: 'You stopped the model. What had arrived stays.',
    });
    expect(sayOutcome({ type: 'stopped' }, false)?.title).toBe('You stopped the model.');
  });

  test.each(['length', 'aborted'] as const)(
    'by %s is a failure that says what to do and that the text stays',
    (type) => {
      const said = sayOutcome({ type }, true);
      expect(said).toMatchObject({ kind: 'failure', said: null });
      expect(said?.title).toMatch(/ What had arrived stays\.$/);
      expect(said?.advice).not.toBe('');
      expect(sayOutcome({ type }, false)?.title).not.toMatch(/stays/);
    },
  );

  test('by a failure says it in its words, and in those of the server', () => {
    expect(sayOutcome({ type: 'failed', failure }, false)).toEqual({
      kind: 'failure',
      title: 'It is busy.',
      said: 'queue full',
      advice: 'Wait.',
    });
  });
});
