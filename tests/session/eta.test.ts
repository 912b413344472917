import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import type { GroundedDocument } from '../../src/grounding/index.ts';
import { etaOf } from '../../src/session/index.ts';
import type { ShownRun, Progress } from '../../src/session/index.ts';
import { realSample } from '../fixtures/real-sample.ts';
import { longStory } from '../helpers/long-story.ts';
import { createParser, emptyDocument, reduceAll } from '../../src/grounding/index.ts';
import type { GroundingEvent } from '../../src/grounding/index.ts';
import { frameOf, runWith } from './examples.ts';

/** The document of a text that may continue. */
function soFar(text: string): GroundedDocument {
  const events: GroundingEvent[] = [];
  createParser((event) => events.push(event)).write(text);
  return reduceAll(emptyDocument, events);
}

const BEGAN = 1500;
const streaming = runWith({ status: 'streaming', firstTextAt: BEGAN, endedAt: null, outcome: null });

function readingOf(text: string, frames: number, progress: Progress = streaming): ShownRun {
  const shown = Array.from({ length: frames }, () => frameOf(960, 540));
  const what = {
    title: null,
    sizes: [],
    switches: [],
    completion: text,
    doc: soFar(text),
    units: { plain: 'sent' },
  } as const;
  return { id: 'r', source: 'model', frames: shown, ...what, progress };
}

/**
 * The estimate after a share of a text that arrives at one character per millisecond, divided by the true time left.
 */
function guessed(text: string, frames: number, part: number): number {
  const came = Math.round(text.length * part);
  const rest = etaOf(readingOf(text.slice(0, came), frames), BEGAN + came) ?? Number.NaN;
  return rest / (text.length - came);
}

describe('the estimated time left', () => {
  const samples: [string, string | null, number][] = [
    ['a story of 17 frames', longStory(17), 17],
    ['the real sample', realSample, 17],
  ];
  for (const [name, text, frames] of samples) {
    test.skipIf(text === null).each([0.2, 0.4, 0.5, 0.7, 0.8, 0.9])(
      `is between half and one and a half times the true time in ${name}, at %d of the text`,
      (part) => {
        const ratio = guessed(text ?? '', frames, part);
        expect(ratio).toBeGreaterThan(0.5);
        expect(ratio).toBeLessThan(1.5);
      },
    );
  }

  test('is the same for a continued answer at the same speed', () => {
    const text = longStory(17);
    const at = Math.round(text.length * 0.5);
    const came = Math.round(text.length * 0.6);
    const seam = { at, dropped: '', outcome: null, seed: 1, tokens: 9, took: 99 };
    const whole = etaOf(readingOf(text.slice(0, came), 17), BEGAN + came);
    const continued = readingOf(text.slice(0, came), 17, { ...streaming, seams: [seam] });
    expect(etaOf(continued, BEGAN + came - at)).toBeCloseTo(whole ?? Number.NaN, 5);
  });

  test('grows while no text arrives', () => {
    const run = readingOf(longStory(5).slice(0, 1500), 5);
    const soon = etaOf(run, BEGAN + 1000);
    expect(etaOf(run, BEGAN + 2000)).toBeCloseTo(2 * (soon ?? Number.NaN), 5);
  });

  const text = longStory(4).slice(0, 1200);
  const unknown: [string, ShownRun][] = [
    ['before the first text', readingOf('', 4, runWith({ status: 'queued', firstTextAt: null }))],
    ['before the first image', readingOf('<think>\nLet me see.\n', 4)],
    ['after the end', readingOf(text, 4, runWith())],
    ['while its failure is explained', readingOf(text, 4, runWith({ status: 'explaining' }))],
    ['if the model writes about more images than there are frames', readingOf(longStory(6).slice(0, 3000), 2)],
    ['without frames', readingOf(text, 0)],
    ['for an opened output', { ...readingOf(text, 4), progress: null, doc: parseAll(text) }],
  ];
  test.each(unknown)('is unknown %s', (_, run) => {
    expect(etaOf(run, BEGAN + 900)).toBeNull();
  });
});
