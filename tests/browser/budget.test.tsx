import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { textTokens } from '../../src/inference/index.ts';
import { defaultSettings } from '../../src/session/recipes.ts';
import { openApp, openRun, pictures } from '../helpers/app.tsx';
import type { Size, TestApp } from '../helpers/app.tsx';
import { healthyServer } from '../helpers/desk.ts';
import { scriptedServer } from './scripted-server.ts';
import { buttonsIn, field, formButton } from './setup-form.ts';

// 40 by 30 tokens, and one before and one behind each.
const LARGE: Size = [1120, 840];
const LARGE_TOKENS = 1202;
const TEXT = textTokens([defaultSettings.systemPrompt, defaultSettings.prompt]);

const said = (tokens: number): string => tokens.toLocaleString('en');
const bar = (): HTMLElement => screen.getByRole('group', { name: 'Token budget' });
/** The sum, against the context. */
const sum = (): string | null => within(bar()).getByRole('heading').nextElementSibling?.textContent ?? null;
const parts = (): (string | null)[] =>
  within(bar())
    .getAllByText(/^(frames|prompts|answer) [\d,]+$/)
    .map(({ textContent }) => textContent);
const advice = (): string | null => bar().querySelector('[aria-label="What makes it fit"] > p')?.textContent ?? null;

function servedWith(contextLength: number | null) {
  return scriptedServer({ ...healthyServer, models: [{ ...healthyServer.models[0]!, contextLength }] }).probe;
}

/** The setup for so many large frames, of a server whose model holds so many tokens. */
async function openFor(
  frames: number,
  context: number | null,
  change: Parameters<TestApp['desk']['set']>[0] = {},
): Promise<TestApp> {
  const app = openApp({ probe: servedWith(context) });
  app.desk.set(change);
  await app.desk.frames.add(await pictures(Array.from({ length: frames }, () => LARGE)));
  await app.user.click(formButton('Check'));
  await waitFor(() => expect(app.desk.session.getState().connection.found).not.toBeNull());
  return app;
}

describe('the budget', () => {
  test('is estimated, and says that the context is not known before the server is', async () => {
    const { user } = openApp({ probe: servedWith(32_768) });
    expect(sum()).toBe(`about ${said(TEXT + 8192)}`);
    expect(parts()).toEqual(['frames 0', `prompts ${TEXT}`, 'answer 8,192']);
    expect(bar().textContent).toContain('The model’s context is not known: check the server.');
    await user.click(formButton('Check'));
    await waitFor(() => expect(sum()).toBe(`about ${said(TEXT + 8192)} of 32,768`));
    expect(bar().textContent).not.toContain('not known');
  });

  test('is not known of a server that does not tell, either', async () => {
    await openFor(1, null);
    expect(sum()).toBe(`about ${said(LARGE_TOKENS + TEXT + 8192)}`);
    expect(bar().textContent).toContain('The model’s context is not known');
  });

  test('that fits is one bar, and needs no word', async () => {
    await openFor(2, 32_768);
    const total = 2 * LARGE_TOKENS + TEXT + 8192;
    expect(sum()).toBe(`about ${said(total)} of 32,768`);
    expect(parts()).toEqual(['frames 2,404', `prompts ${TEXT}`, 'answer 8,192']);
    const line = bar().querySelector<HTMLElement>('[aria-hidden]')!;
    const filled = [...line.children].reduce((width, part) => width + part.getBoundingClientRect().width, 0);
    expect(filled / line.getBoundingClientRect().width).toBeCloseTo(total / 32_768, 2);
    expect(buttonsIn(bar())).toEqual([]);
    expect(advice()).toBeNull();
  });

  test('follows what is typed, and the frames', async () => {
    const { user, desk } = await openFor(1, 32_768);
    await user.clear(field('Max tokens'));
    await user.type(field('Max tokens'), '1000');
    expect(parts().at(-1)).toBe('answer 1,000');
    await user.type(field('Prompt'), ' In five words or so.');
    const longer = textTokens([defaultSettings.systemPrompt, `${defaultSettings.prompt} In five words or so.`]);
    expect(parts()[1]).toBe(`prompts ${longer}`);
    desk.frames.remove(desk.session.getState().frames[0]?.id ?? '');
    await waitFor(() => expect(parts()[0]).toBe('frames 0'));
  });

  test('is counted, once the server has counted the same', async () => {
    const { user, call } = await openRun([LARGE], { probe: servedWith(32_768) });
    await call.usage(LARGE_TOKENS + TEXT + 20, 0);
    await call.end();
    await user.click(await screen.findByRole('button', { name: /^Setup/ }));
    await user.click(formButton('Check'));
    await waitFor(() => expect(sum()).toBe(`${said(LARGE_TOKENS + TEXT + 20 + 8192)} of 32,768`));
    await user.type(field('Prompt'), '.');
    expect(sum()).toMatch(/^about /);
  });
});

describe('a request that does not fit', () => {
  test('says by how much; a shorter answer is one press', async () => {
    const { user, desk } = await openFor(2, 8192);
    expect(advice()).toBe(
      `It is ${said(2 * LARGE_TOKENS + TEXT)} tokens too long for this model as it is served. One of these makes it fit:`,
    );
    const room = Math.floor((8192 - 2 * LARGE_TOKENS - TEXT) / 64) * 64;
    const lower = `Lower Max tokens to ${said(room)}`;
    expect(buttonsIn(bar())[0]).toBe(lower);
    await user.click(within(bar()).getByRole('button', { name: lower }));
    expect(field('Max tokens').value).toBe(String(room));
    expect(advice()).toBeNull();
    expect(desk.session.getState().settings.maxPixels).toBe(defaultSettings.maxPixels);
  });

  test('smaller pictures are one press, and are made at once', async () => {
    const { user, desk } = await openFor(4, 4096, { maxTokens: '1024' });
    // (4,096 − 1,024 − the prompts) / 4 are 600 and some: 512 is the largest step below.
    expect(buttonsIn(bar())).toEqual(['Send at most 512 tokens a frame']);
    expect(bar().textContent).toContain('or take frames out (2 of 4 fit at 1,280 tokens)');
    await user.click(within(bar()).getByRole('button', { name: 'Send at most 512 tokens a frame' }));
    expect(field('Size of the pictures').getAttribute('aria-valuetext')).toBe('at most 512 tokens a frame');
    expect(advice()).toBeNull();
    await waitFor(() =>
      expect(desk.session.getState().frames.map(({ width, height }) => (width * height) / 784)).toEqual(
        Array.from({ length: 4 }, () => 26 * 19),
      ),
    );
    expect(parts()[0]).toBe(`frames ${said(4 * (26 * 19 + 2))}`);
    expect(field('Max tokens').value).toBe('1024');
  });

  test('offers both where both help, and does the one that is pressed', async () => {
    const { user } = await openFor(4, 12_000);
    // (12,000 − 8,192 − the prompts) / 4 are 800 and some.
    const smaller = 'Send at most 768 tokens a frame';
    const room = Math.floor((12_000 - 4 * LARGE_TOKENS - TEXT) / 64) * 64;
    expect(buttonsIn(bar())).toEqual([`Lower Max tokens to ${said(room)}`, smaller]);
    await user.click(within(bar()).getByRole('button', { name: smaller }));
    expect(field('Size of the pictures').getAttribute('aria-valuetext')).toBe('at most 768 tokens a frame');
    expect(field('Max tokens').value).toBe('8192');
    expect(advice()).toBeNull();
  });

  test('says how many frames would fit, where no size of theirs helps', async () => {
    const { desk } = await openFor(6, TEXT + 512 + 200, { maxTokens: '512', maxPixels: 64 * 784 });
    await waitFor(() => expect(desk.session.getState().frames.every(({ width }) => width < 400)).toBe(true));
    expect(advice()).toMatch(/Take frames out: 3 of 6 fit\.$/);
    expect(buttonsIn(bar())).toEqual([]);
    for (const { id } of desk.session.getState().frames.slice(3)) desk.frames.remove(id);
    await waitFor(() => expect(advice()).toBeNull());
  });

  test('says what is left to do, where no frame fits at all', async () => {
    await openFor(1, 1000, { maxTokens: '1024' });
    expect(advice()).toMatch(
      /Lower Max tokens, shorten the prompts, or serve the model with a larger --max-model-len\.$/,
    );
    expect(buttonsIn(bar())).toEqual([]);
  });

  test('marks in the bar where the context ends', async () => {
    await openFor(1, 4096);
    const line = bar().querySelector<HTMLElement>('[aria-hidden]')!;
    const mark = line.lastElementChild!.getBoundingClientRect();
    const { left, width } = line.getBoundingClientRect();
    expect((mark.left - left) / width).toBeCloseTo(4096 / (LARGE_TOKENS + TEXT + 8192), 2);
  });
});
