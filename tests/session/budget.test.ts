import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smartResize, textTokens } from '../../src/inference/index.ts';
import { countOf } from '../../src/session/budget.ts';
import { budgetOf, framesThatFit, PICTURE_TOKENS, remediesOf, tokensOf, totalOf } from '../../src/session/index.ts';
import type { Frame, ShownRun, Progress, PageState, Settings } from '../../src/session/index.ts';
import { createTestSession, healthyServer } from '../helpers/session.ts';
import { frameOf, runWith } from './examples.ts';

interface Case {
  readonly frames: readonly Frame[];
  readonly settings?: Partial<Settings>;
  readonly context?: number | null;
  readonly progress?: Progress | undefined;
  /** The frames of the run, if they differ from those on the page. */
  readonly runFrames?: readonly Frame[];
  readonly source?: ShownRun['source'];
}

const empty = createTestSession().session.page.getState();

function stateOf({
  frames,
  settings,
  context = null,
  progress,
  runFrames = frames,
  source = 'model',
}: Case): PageState {
  const id = empty.settings.model;
  const found = { ...healthyServer, models: [{ id, root: null, parent: null, contextLength: context }] };
  const run = progress && ({ source, frames: runFrames, progress } as unknown as ShownRun);
  return {
    ...empty,
    frames,
    settings: { ...empty.settings, ...settings },
    connection: { checking: false, found },
    run: run ?? null,
  };
}

/** The tokens of a prompt as counted by a server that resizes pictures to this limit. */
function promptOf(frames: readonly Frame[], limit: number | null, text: number): number {
  return frames.reduce((sum, { width, height }) => {
    const size = smartResize(height, width, limit ?? undefined);
    return sum + ((size?.width ?? 0) / 28) * ((size?.height ?? 0) / 28) + 2;
  }, text);
}

const TEXT = textTokens([empty.settings.systemPrompt, empty.settings.prompt]);
const seventeen = Array.from({ length: 17 }, () => frameOf(960, 540));

describe('the budget', () => {
  test('contains the tokens of pictures, texts and answer, and the context length of the served model', () => {
    const budget = budgetOf(stateOf({ frames: seventeen, context: 32_768 }));
    // 952 by 532 pixels are 34 by 19 tokens, plus one token before and one after each picture.
    expect(budget).toMatchObject({ pictures: 17 * 648, text: TEXT, answer: 8192, context: 32_768, counted: false });
    expect(totalOf(budget)).toBe(17 * 648 + TEXT + 8192);
  });

  test('has no context length if the server does not report it or serves another model', () => {
    expect(budgetOf(stateOf({ frames: [] })).context).toBeNull();
    expect(budgetOf(stateOf({ frames: [], context: 4096, settings: { model: 'other' } })).context).toBeNull();
    expect(budgetOf({ ...empty, frames: [] }).context).toBeNull();
  });

  test('uses the size to send before the pictures are resized', () => {
    const frames = [frameOf(4000, 3000)];
    const at = (settings: Partial<Settings>): number => budgetOf(stateOf({ frames, settings })).pictures;
    expect(at({})).toBe(41 * 30 + 2);
    expect(at({ maxPixels: 256 * 784 })).toBe(18 * 13 + 2);
    expect(at({ maxPixels: 1024 * 1024, patchSide: 32 })).toBe(36 * 27 + 2);
  });

  test('counts an invalid answer length as zero', () => {
    for (const maxTokens of ['', 'many', '-5'])
      expect(budgetOf(stateOf({ frames: [], settings: { maxTokens } })).answer).toBe(0);
  });
});

describe('the server’s count', () => {
  const run = (promptTokens: number | null, request: Partial<Progress['request']> = {}): Progress =>
    runWith({ promptTokens, request });

  test('corrects the estimate of the text', () => {
    const counted = run(promptOf(seventeen, null, TEXT + 20));
    const budget = budgetOf(stateOf({ frames: seventeen, progress: counted }));
    expect(budget).toMatchObject({ text: TEXT + 20, pictures: 17 * 648, counted: true });
    // The number of frames does not affect the text.
    expect(budgetOf(stateOf({ frames: [frameOf(960, 540)], progress: counted, runFrames: seventeen }))).toMatchObject({
      text: TEXT + 20,
      pictures: 648,
      counted: true,
    });
  });

  test('is exact for the same request', () => {
    const frames = [frameOf(4000, 3000), frameOf(1080, 1920), frameOf(640, 360)];
    for (const limit of [null, 602_112, 200_704]) {
      const actual = promptOf(frames, limit, TEXT + 7);
      const { pictures, text } = budgetOf(stateOf({ frames, progress: run(actual) }));
      expect(pictures + text).toBe(actual);
    }
  });

  test('shows that a server resizes the pictures', () => {
    const budget = budgetOf(stateOf({ frames: seventeen, progress: run(promptOf(seventeen, 200_704, TEXT)) }));
    expect(budget).toMatchObject({ pictures: 17 * 233, text: TEXT, counted: true });
    expect(countOf(run(promptOf(seventeen, 200_704, TEXT)), seventeen)).toEqual({
      expected: TEXT + 17 * 648,
      actual: TEXT + 17 * 233,
      limit: 200_704,
      text: TEXT,
    });
  });

  const otherRequests: [string, Partial<Case>][] = [
    ['of another model', { settings: { model: 'other' } }],
    ['of another prompt', { settings: { prompt: 'Describe them.' } }],
    ['of another system prompt', { settings: { systemPrompt: '' } }],
    ['of the demo', { source: 'demo' }],
  ];
  test.each(otherRequests)('is not used for a request %s', (_, change) => {
    const counted = run(promptOf(seventeen, null, 5000));
    expect(budgetOf(stateOf({ frames: seventeen, progress: counted, ...change }))).toMatchObject({ counted: false });
  });

  test('is null before the server has sent it', () => {
    expect(countOf(run(null), seventeen)).toBeNull();
    expect(budgetOf(stateOf({ frames: seventeen, progress: run(null) })).counted).toBe(false);
  });

  test('is consistent for any frames and any limit', () => {
    const sizes = fc.tuple(fc.integer({ min: 200, max: 4000 }), fc.integer({ min: 200, max: 4000 }));
    const limits = fc.constantFrom(null, 1_003_520, 602_112, 401_408, 200_704, 100_352);
    fc.assert(
      fc.property(
        fc.array(sizes, { minLength: 1, maxLength: 20 }),
        limits,
        fc.nat({ max: 20 }),
        (given, limit, more) => {
          const frames = given.map(([width, height]) => frameOf(width, height));
          const actual = promptOf(frames, limit, TEXT + more);
          const count = countOf(run(actual), frames);
          const pictures = promptOf(frames, count?.limit ?? null, 0);
          expect(count?.actual).toBe(actual);
          expect(count?.text).toBe(Math.max(0, actual - pictures));
          const error = Math.max(more, TEXT / 4, pictures * 0.04) + 24;
          // The page does not report a limit that removes fewer tokens than the text has: a chat template can explain them.
          const unreported = count?.limit === null ? pictures - promptOf(frames, limit, 0) : 0;
          expect(unreported).toBeLessThanOrEqual(TEXT + error);
          // What is left for the text is close to its estimate.
          expect(Math.abs((count?.text ?? 0) - TEXT)).toBeLessThanOrEqual(error + unreported);
        },
      ),
      { numRuns: 200, examples: [[[[378, 1527]], 602_112, 0]] },
    );
  });
});

const cases: fc.Arbitrary<Case> = fc
  .record({
    sizes: fc.array(fc.tuple(fc.integer({ min: 60, max: 4000 }), fc.integer({ min: 60, max: 4000 })), {
      maxLength: 20,
    }),
    patchSide: fc.constantFrom(28 as const, 32 as const),
    tokens: fc.constantFrom(...PICTURE_TOKENS),
    maxTokens: fc.integer({ min: 1, max: 20_000 }).map(String),
    context: fc.integer({ min: 1024, max: 40_000 }),
    limit: fc.option(fc.constantFrom(602_112, 200_704)),
    counts: fc.boolean(),
  })
  .map(({ sizes, patchSide, tokens, maxTokens, context, limit, counts }) => {
    const maxPixels = tokens * patchSide * patchSide;
    const frames = sizes.map(([width, height]) => frameOf(width, height, { maxPixels, patchSide }));
    const promptTokens = promptOf(frames, limit, TEXT);
    return {
      frames,
      settings: { patchSide, maxPixels, maxTokens },
      context,
      progress: counts ? runWith({ promptTokens, request: { patchSide } }) : undefined,
    };
  });

describe('a request that is too long', () => {
  test('fits after each of the suggested remedies alone', () => {
    let seen = 0;
    fc.assert(
      fc.property(cases, (given) => {
        const state = stateOf(given);
        const budget = budgetOf(state);
        const fits = totalOf(budget) <= (budget.context ?? 0);
        const remedies = remediesOf(budget, state);
        if (fits) expect(remedies).toEqual([]);
        for (const { change } of remedies) {
          const after = { ...state, settings: { ...state.settings, ...change } };
          expect(totalOf(budgetOf(after))).toBeLessThanOrEqual(budget.context ?? 0);
          expect(remediesOf(budgetOf(after), after)).toEqual([]);
          seen++;
        }
      }),
      { numRuns: 400 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  test('fits with the number of frames that the page names, but not with one more', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const state = stateOf(given);
        const count = framesThatFit(budgetOf(state), state);
        const totalWith = (n: number): number => totalOf(budgetOf({ ...state, frames: state.frames.slice(0, n) }));
        const context = given.context ?? 0;
        if (count > 0) expect(totalWith(count)).toBeLessThanOrEqual(context);
        if (count < state.frames.length) expect(totalWith(count + 1)).toBeGreaterThan(context);
      }),
      { numRuns: 400 },
    );
  });

  test('fits with all frames if the server is known to resize them enough', () => {
    const progress = runWith({ promptTokens: promptOf(seventeen, 200_704, TEXT) });
    const small = stateOf({ frames: seventeen, progress, context: 17 * 233 + TEXT + 8192 });
    expect(totalOf(budgetOf(small))).toBe(17 * 233 + TEXT + 8192);
    expect(framesThatFit(budgetOf(small), small)).toBe(17);
  });

  const state = (settings: Partial<Settings>, context: number): PageState =>
    stateOf({ frames: seventeen, settings, context });

  test('gets a shorter answer or smaller pictures as remedies, with labels', () => {
    const long = state({}, 17 * 648 + TEXT + 4000);
    expect(remediesOf(budgetOf(long), long)).toEqual([
      { change: { maxTokens: '3968' }, label: 'Lower Max tokens to 3,968' },
      { change: { maxPixels: 384 * 784 }, label: 'Send at most 384 tokens a frame' },
    ]);
  });

  test('gets no remedy that leaves too few tokens for a story', () => {
    const tight = state({}, 17 * 648 + TEXT + 511);
    expect(remediesOf(budgetOf(tight), tight).map(({ change }) => Object.keys(change))).toEqual([['maxPixels']]);
  });

  test('gets no remedy if even the smallest pictures are too large', () => {
    const hopeless = state({}, 8192);
    expect(remediesOf(budgetOf(hopeless), hopeless)).toEqual([]);
    expect(framesThatFit(budgetOf(hopeless), hopeless)).toBe(0);
  });

  test('is not detected without a known context length', () => {
    const unknown = stateOf({ frames: seventeen });
    expect(remediesOf(budgetOf(unknown), unknown)).toEqual([]);
    expect(framesThatFit(budgetOf(unknown), unknown)).toBe(17);
  });
});

test('a smaller pixel limit never needs more tokens', () => {
  const frames = [frameOf(4000, 3000), frameOf(90, 4000), frameOf(200, 200)];
  for (const patchSide of [28, 32] as const) {
    for (const frame of frames) {
      const tokens = PICTURE_TOKENS.map((most) => tokensOf(frame, { maxPixels: most * patchSide ** 2, patchSide }));
      expect(tokens).toEqual(tokens.toSorted((a, b) => a - b));
    }
  }
});
