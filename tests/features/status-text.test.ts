import { describe, expect, test } from 'vitest';
import { sayOutcome } from '../../src/features/run/outcomeText.ts';
import { sayDuration, sayPhase } from '../../src/features/run/statusText.ts';
import type { Outcome, Progress } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { runWith } from '../session/examples.ts';
import { readingWith, seam } from './example-run.ts';

const failure = { kind: 'busy', sentence: 'It is busy.', said: 'queue full', advice: 'Wait.', status: 503 } as const;

const upTo = (mark: string): string => harbour.slice(0, harbour.indexOf(mark) + mark.length);

describe('the phase', () => {
  test('without a story and for an opened output', () => {
    expect(sayPhase(null)).toBe('Ready');
    expect(sayPhase(readingWith(null, harbour))).toBe('Opened from text');
  });

  test.each([
    ['preparing', 'Preparing the pictures'],
    ['connecting', 'Waiting for the server'],
    ['queued', 'The server has the pictures; waiting for the first word'],
    ['explaining', 'No answer: finding out why'],
  ] satisfies [Progress['status'], string][])('while the run is %s is “%s”', (status, expected) => {
    expect(sayPhase(readingWith({ status }))).toBe(expected);
    // The kept text of a continued answer does not change the phase.
    expect(sayPhase(readingWith({ status, seams: [seam] }, upTo('## Image 2')))).toBe(expected);
  });

  test('while StoryLens finds out why an answer ended early', () => {
    expect(sayPhase(readingWith({ status: 'explaining', tokens: 5 }))).toBe('Interrupted: finding out why');
  });

  test.each([
    ['<think>', 'Thinking'],
    ['## Image 1', 'Thinking: image 1 of 3'],
    ['## Image 3', 'Thinking: image 3 of 3'],
    ['| Narrative Phase | Description | Key Events | Images |', 'Thinking: narrative structure'],
    ['<gdi image1>', 'Writing: image 1 of 3'],
    ['<gdi image2>', 'Writing: image 2 of 3'],
  ])('after “%s”', (mark, expected) => {
    expect(sayPhase(readingWith({}, upTo(mark)))).toBe(expected);
  });

  test('keeps the last frame for text after it', () => {
    expect(sayPhase(readingWith({}, '<gdi image2>Two.</gdi>\nAnd so on'))).toBe('Writing: image 2 of 3');
  });

  test('leaves out the total for an image beyond the sent frames', () => {
    expect(sayPhase(readingWith({}, '<gdi image5>Five', 3))).toBe('Writing: image 5');
    expect(sayPhase(readingWith({}, '## Image 2\n', 0))).toBe('Thinking: image 2');
  });

  const ended = { status: 'ended', endedAt: 42_000, tokens: 5120 } as const;
  const ends = [
    [{ type: 'finished' }, 'Done in 41 s, 5,120 tokens'],
    [{ type: 'stopped' }, 'Stopped after 41 s, 5,120 tokens'],
    [{ type: 'length' }, 'Cut off after 41 s, 5,120 tokens'],
    [{ type: 'repetition' }, 'Stopped because of repetition after 41 s, 5,120 tokens'],
    [{ type: 'aborted' }, 'Ended by the server after 41 s, 5,120 tokens'],
    [{ type: 'failed', failure }, 'Failed after 41 s, 5,120 tokens'],
  ] satisfies [Outcome, string][];

  test.each(ends)('at the end: %o', (outcome, expected) => {
    expect(sayPhase(readingWith({ ...ended, outcome }))).toBe(expected);
  });

  test('at the end counts all requests of a continued answer', () => {
    const seams = [seam, { ...seam, tokens: 80, took: 4400 }];
    expect(sayPhase(readingWith({ ...ended, outcome: { type: 'finished' }, seams }))).toBe(
      'Done in 1 min 5 s, 6,200 tokens',
    );
  });

  test('shows no time for a failure before the first token', () => {
    expect(sayPhase(readingWith({ ...ended, tokens: 0, outcome: { type: 'failed', failure } }))).toBe('Failed');
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
])('%i ms is shown as %s', (milliseconds, expected) => {
  expect(sayDuration(milliseconds)).toBe(expected);
});

describe('the end of a run', () => {
  const progress = runWith({ tokens: 8192 });
  const whole = { arrived: true, continuable: true };
  const nothing = { arrived: false, continuable: false };

  test('needs no notice if it finished', () => {
    expect(sayOutcome({ type: 'finished' }, whole, progress)).toBeNull();
  });

  test('by Stop is not a failure', () => {
    expect(sayOutcome({ type: 'stopped' }, whole, progress)).toMatchObject({
      kind: 'note',
      title: 'You stopped the model. The text so far is kept.',
    });
    expect(sayOutcome({ type: 'stopped' }, nothing, progress)?.title).toBe('You stopped the model.');
  });

  test.each(['length', 'aborted', 'repetition'] as const)(
    'by %s is a failure with advice, and says that the text is kept',
    (type) => {
      const said = sayOutcome({ type }, whole, progress);
      expect(said).toMatchObject({ kind: 'failure', said: null });
      expect(said?.title).toMatch(/ The text so far is kept\.$/);
      expect(said?.advice).not.toBe('');
      expect(sayOutcome({ type }, nothing, progress)?.title).not.toMatch(/kept/);
    },
  );

  // vLLM may or may not count the token that ends the answer.
  test.each([
    [8192, /it reached the limit of 8,192 tokens/, /raise Max tokens/, false],
    [8191, /it reached the limit of 8,192 tokens/, /raise Max tokens/, false],
    [8190, /the model’s context was full after 8,190 tokens/, /--max-model-len/, true],
    [1, /the model’s context was full after 1 token\./, /--max-model-len/, true],
  ])('by length after %i of 8,192 tokens names Max tokens or the full context', (tokens, title, advice, curable) => {
    const said = sayOutcome({ type: 'length' }, whole, runWith({ tokens }));
    expect(said?.title).toMatch(title);
    expect(said?.advice).toMatch(advice);
    expect(said?.curable).toBe(curable);
  });

  test('by a failure has the sentence of the failure and the text of the server', () => {
    expect(sayOutcome({ type: 'failed', failure }, nothing, progress)).toEqual({
      kind: 'failure',
      title: 'It is busy.',
      said: 'queue full',
      advice: 'Wait.',
      curable: false,
    });
  });

  test.each([
    [whole, 'The text so far is kept. Press Continue to go on from here.'],
    [{ arrived: true, continuable: false }, 'Press Regenerate to write the story again.'],
    [nothing, 'Press Try again to send the request again.'],
  ])('is replaced by a note when the server is back', (left, advice) => {
    const gone = { ...failure, kind: 'gone' } as const;
    expect(sayOutcome({ type: 'failed', failure: gone }, left, runWith({ back: true }))).toEqual({
      kind: 'note',
      title: 'The server is back.',
      said: null,
      advice,
      curable: false,
    });
  });

  test('by a failure that other server flags fix is curable', () => {
    const tooLong = { ...failure, kind: 'too-long' } as const;
    expect(sayOutcome({ type: 'failed', failure: tooLong }, nothing, progress)?.curable).toBe(true);
  });
});
