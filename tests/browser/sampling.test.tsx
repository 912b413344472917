import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openEnded, pictures } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { field, form, formButton, retype, toldOf } from './setup-form.ts';

const fold = (): HTMLDetailsElement => within(form()).getByText('More sampling').closest('details')!;
const buttonsOfSeed = (): string[] =>
  ['Use the same seed', 'Clear the seed'].filter((name) => within(form()).queryByRole('button', { name }) !== null);

async function openSampling(options?: Parameters<typeof openApp>[0]): Promise<TestApp> {
  const app = openApp(options);
  await app.user.click(within(form()).getByText('More sampling'));
  expect(fold().open).toBe(true);
  return app;
}

/** Starts a run with the current settings and returns its request. */
async function requestOf({ session, user, model }: TestApp) {
  await session.frames.add(await pictures([[56, 56]]));
  await user.click(screen.getByRole('button', { name: 'Generate' }));
  const { request } = await model.call(1);
  session.stop();
  return request;
}

describe('the sampling', () => {
  test('has all fields, with the rarer ones folded', () => {
    openApp();
    expect(fold().open).toBe(false);
    const labels = ['Temperature', 'Top-p', 'Max tokens', 'Top-k', 'Min-p', 'Repetition penalty', 'Seed', 'Stop'];
    expect(labels.map((label) => field(label).value)).toEqual(['0.7', '0.9', '8192', '-1', '0', '1', '', '']);
    expect([...labels, 'Extra JSON'].filter((label) => field(label).checkVisibility())).toEqual(labels.slice(0, 3));
  });

  test('is sent completely, changed or not', async () => {
    const { sampling } = await requestOf(openApp({ seed: () => 4711 }));
    expect(sampling).toEqual({
      temperature: 0.7,
      topP: 0.9,
      topK: -1,
      minP: 0,
      repetitionPenalty: 1,
      maxTokens: 8192,
      seed: 4711,
      stop: [],
      extra: {},
    });
  });

  test('has the typed values', async () => {
    const app = await openSampling();
    for (const [label, text] of [
      ['Temperature', '1.1'],
      ['Top-p', '0.8'],
      ['Max tokens', '2048'],
      ['Top-k', '40'],
      ['Min-p', '0.05'],
      ['Repetition penalty', '1.05'],
      ['Seed', '12'],
      ['Stop', 'THE END\n\n</gdi>'],
      ['Extra JSON', '{"min_tokens": 100, "bad_words": ["no"]}'],
    ] as const)
      await retype(app.user, label, text);
    expect(fold().open).toBe(true);
    const { sampling } = await requestOf(app);
    expect(sampling).toEqual({
      temperature: 1.1,
      topP: 0.8,
      maxTokens: 2048,
      topK: 40,
      minP: 0.05,
      repetitionPenalty: 1.05,
      seed: 12,
      stop: ['THE END', '</gdi>'],
      extra: { min_tokens: 100, bad_words: ['no'] },
    });
  });

  const NO_TOP_K = 'Top-k must be a whole number, at least 1, or -1 for all tokens.';
  const NO_MIN_P = 'Min-p must be a number from 0 to 1.';
  const NO_PENALTY = 'Repetition penalty must be a number above 0 and at most 2. 1 means no penalty.';
  const NO_SEED = 'Seed must be a whole number, or empty for a new seed in each run.';
  const NO_OBJECT = 'The extra JSON must be an object, such as {"min_tokens": 100}.';
  test.each([
    ['Top-k', '0', NO_TOP_K],
    ['Top-k', '1.5', NO_TOP_K],
    ['Top-k', '', NO_TOP_K],
    ['Min-p', '1.1', NO_MIN_P],
    ['Repetition penalty', '0', NO_PENALTY],
    ['Repetition penalty', '2.5', NO_PENALTY],
    ['Seed', '-1', NO_SEED],
    ['Seed', 'any', NO_SEED],
    ['Extra JSON', '[1]', NO_OBJECT],
    ['Extra JSON', '"text"', NO_OBJECT],
    ['Extra JSON', '{"temperature": 1}', '“temperature” is set in the field Temperature, not here.'],
    ['Extra JSON', '{"max_completion_tokens": 1}', '“max_completion_tokens” is set in the field Max tokens, not here.'],
    ['Extra JSON', '{"stream": false}', '“stream” is set by StoryLens itself.'],
  ])('%s explains why “%s” is invalid', async (label, text, sentence) => {
    const { user } = await openSampling();
    const hint = toldOf(label);
    const right = field(label).value;
    await retype(user, label, text);
    expect(toldOf(label)).toBe(sentence);
    expect(field(label).ariaInvalid).toBe('true');
    await retype(user, label, right);
    expect(toldOf(label)).toBe(hint);
    expect(field(label).ariaInvalid).toBe('false');
  });

  test('checks the extra JSON while the user types', async () => {
    const { user } = await openSampling();
    expect(toldOf('Extra JSON')).toBe('More fields for the vLLM request, such as {"min_tokens": 100}.');
    await retype(user, 'Extra JSON', '{"min_tokens": ');
    expect(toldOf('Extra JSON')).toMatch(/^The extra JSON cannot be read: .+\.$/);
    expect(field('Extra JSON').ariaInvalid).toBe('true');
    await user.type(field('Extra JSON'), '100}');
    expect(field('Extra JSON').ariaInvalid).toBe('false');
  });

  test('is not sent if a value is invalid', async () => {
    const { user, session, model } = await openSampling();
    await retype(user, 'Extra JSON', '{');
    await session.frames.add(await pictures([[56, 56]]));
    await user.click(screen.getByRole('button', { name: 'Generate' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(
      /^The extra JSON cannot be read: .*Correct it in the setup, then press Generate\./,
    );
    expect(model.calls).toHaveLength(0);
  });
});

describe('“More sampling”', () => {
  test.each([
    ['Top-k', 'topK'],
    ['Min-p', 'minP'],
    ['Repetition penalty', 'repetitionPenalty'],
    ['Seed', 'seed'],
    ['Extra JSON', 'extra'],
  ] as const)('opens if a value in it is invalid: %s', async (label, setting) => {
    const { session } = openApp();
    expect(fold().open).toBe(false);
    session.set({ [setting]: 'x' });
    await waitFor(() => expect(fold().open).toBe(true));
    expect(field(label).checkVisibility()).toBe(true);
    expect(field(label).ariaInvalid).toBe('true');
  });

  test('does not fold while the user types in it', async () => {
    const { user } = await openSampling();
    // Empty is invalid, a minus is invalid, a number is valid.
    await retype(user, 'Top-k', '-1');
    expect(field('Top-k').ariaInvalid).toBe('false');
    expect(fold().open).toBe(true);
    expect(document.activeElement).toBe(field('Top-k'));
  });
});

describe('the seed', () => {
  test('is new for each run and not known before it', async () => {
    const seeds = [11, 22];
    const { user, session, model } = await openEnded(harbour, undefined, undefined, { seed: () => seeds.shift() ?? 0 });
    await user.click(await screen.findByRole('button', { name: 'Generate' }));
    const again = await model.call(2);
    expect([model.calls[0]?.request.sampling.seed, again.request.sampling.seed]).toEqual([11, 22]);
    session.stop();
  });

  test('of the last run is shown, and a button uses it again', async () => {
    const seeds = [11, 22];
    const { user, session, model } = await openEnded(harbour, undefined, undefined, { seed: () => seeds.shift() ?? 0 });
    await user.click(await screen.findByRole('button', { name: /^Setup/ }));
    await user.click(within(form()).getByText('More sampling'));
    expect(toldOf('Seed')).toBe('The last run used 11.');
    expect(buttonsOfSeed()).toEqual(['Use the same seed']);
    await user.click(formButton('Use the same seed'));
    expect(field('Seed').value).toBe('11');
    expect(buttonsOfSeed()).toEqual(['Clear the seed']);
    await user.click(screen.getByRole('button', { name: 'Generate' }));
    const { request } = await model.call(2);
    expect(request.sampling.seed).toBe(11);
    session.stop();
  });

  test('is cleared by a button', async () => {
    const { user } = await openSampling();
    expect(buttonsOfSeed()).toEqual([]);
    await retype(user, 'Seed', '12');
    expect(buttonsOfSeed()).toEqual(['Clear the seed']);
    await user.click(formButton('Clear the seed'));
    expect(field('Seed').value).toBe('');
    expect(field('Seed').placeholder).toBe('a new seed for each run');
    expect(buttonsOfSeed()).toEqual([]);
  });
});
