import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { textTokens } from '../../src/inference/index.ts';
import { defaultSettings } from '../../src/session/recipes.ts';
import { openApp, openRun, pictures } from '../helpers/app.tsx';
import type { Size, TestApp } from '../helpers/app.tsx';
import { healthyServer } from '../helpers/session.ts';
import { scriptedServer } from './scripted-server.ts';
import { buttonsIn, field, formButton } from './setup-form.ts';

// 40 by 30 tokens per frame, plus one before and one after it.
const LARGE: Size = [1120, 840];
const LARGE_TOKENS = 1202;
const TEXT = textTokens([defaultSettings.systemPrompt, defaultSettings.prompt]);

const said = (tokens: number): string => tokens.toLocaleString('en');
const bar = (): HTMLElement => screen.getByRole('group', { name: 'Token budget' });
/** The number of tokens and the length of the context, as shown. */
const sum = (): string | null => within(bar()).getByRole('heading').nextElementSibling?.textContent ?? null;
const parts = (): (string | null)[] =>
  within(bar())
    .getAllByText(/^(frames|prompts|answer) [\d,]+$/)
    .map(({ textContent }) => textContent);
const advice = (): string | null => bar().querySelector('[aria-label="Ways to make it fit"] > p')?.textContent ?? null;

function servedWith(contextLength: number | null) {
  return scriptedServer({ ...healthyServer, models: [{ ...healthyServer.models[0]!, contextLength }] }).probe;
}

/** The setup with this number of large frames and a server whose model has this context length. */
async function openFor(
  frames: number,
  context: number | null,
  change: Parameters<TestApp['session']['set']>[0] = {},
): Promise<TestApp> {
  const app = openApp({ probe: servedWith(context) });
  app.session.set(change);
  await app.session.frames.add(await pictures(Array.from({ length: frames }, () => LARGE)));
  await app.user.click(formButton('Check'));
  await waitFor(() => expect(app.session.page.getState().connection.found).not.toBeNull());
  return app;
}

describe('the budget', () => {
  test('is an estimate, and does not know the context length before the check', async () => {
    const { user } = openApp({ probe: servedWith(32_768) });
    expect(sum()).toBe(`about ${said(TEXT + 8192)}`);
    expect(parts()).toEqual(['frames 0', `prompts ${TEXT}`, 'answer 8,192']);
    expect(bar().textContent).toContain('The model’s context length is unknown. Check the server to find out.');
    await user.click(formButton('Check'));
    await waitFor(() => expect(sum()).toBe(`about ${said(TEXT + 8192)} of 32,768`));
    expect(bar().textContent).not.toContain('unknown');
  });

  test('does not know the context length if the server does not report it', async () => {
    await openFor(1, null);
    expect(sum()).toBe(`about ${said(LARGE_TOKENS + TEXT + 8192)}`);
    expect(bar().textContent).toContain('The model’s context length is unknown');
  });

  test('is a bar without a sentence if the request fits', async () => {
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

  test('follows the typed settings and the frames', async () => {
    const { user, session } = await openFor(1, 32_768);
    await user.clear(field('Max tokens'));
    await user.type(field('Max tokens'), '1000');
    expect(parts().at(-1)).toBe('answer 1,000');
    await user.type(field('Prompt'), ' In five words or so.');
    const longer = textTokens([defaultSettings.systemPrompt, `${defaultSettings.prompt} In five words or so.`]);
    expect(parts()[1]).toBe(`prompts ${longer}`);
    session.frames.remove(session.page.getState().frames[0]?.id ?? '');
    await waitFor(() => expect(parts()[0]).toBe('frames 0'));
  });

  test('is exact after the server has counted the same request', async () => {
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
  test('shows by how many tokens, and a button shortens the answer', async () => {
    const { user, session } = await openFor(2, 8192);
    expect(advice()).toBe(
      `The request is ${said(2 * LARGE_TOKENS + TEXT)} tokens too long for the model on this server. Each of these changes makes it fit:`,
    );
    const room = Math.floor((8192 - 2 * LARGE_TOKENS - TEXT) / 64) * 64;
    const lower = `Lower Max tokens to ${said(room)}`;
    expect(buttonsIn(bar())[0]).toBe(lower);
    await user.click(within(bar()).getByRole('button', { name: lower }));
    expect(field('Max tokens').value).toBe(String(room));
    expect(advice()).toBeNull();
    expect(session.page.getState().settings.maxPixels).toBe(defaultSettings.maxPixels);
  });

  test('has a button for smaller pictures, which resizes the frames at once', async () => {
    const { user, session } = await openFor(4, 4096, { maxTokens: '1024' });
    // (4,096 − 1,024 − the prompts) / 4 are a little over 600; the next smaller step is 512.
    expect(buttonsIn(bar())).toEqual(['Send at most 512 tokens a frame']);
    expect(bar().textContent).toContain('or remove frames (2 of 4 fit at 1,280 tokens each)');
    await user.click(within(bar()).getByRole('button', { name: 'Send at most 512 tokens a frame' }));
    expect(field('Picture size').getAttribute('aria-valuetext')).toBe('at most 512 tokens a frame');
    expect(advice()).toBeNull();
    await waitFor(() =>
      expect(session.page.getState().frames.map(({ width, height }) => (width * height) / 784)).toEqual(
        Array.from({ length: 4 }, () => 26 * 19),
      ),
    );
    expect(parts()[0]).toBe(`frames ${said(4 * (26 * 19 + 2))}`);
    expect(field('Max tokens').value).toBe('1024');
  });

  test('offers both changes if both help, and applies the one that the user clicks', async () => {
    const { user } = await openFor(4, 12_000);
    // (12,000 − 8,192 − the prompts) / 4 are a little over 800.
    const smaller = 'Send at most 768 tokens a frame';
    const room = Math.floor((12_000 - 4 * LARGE_TOKENS - TEXT) / 64) * 64;
    expect(buttonsIn(bar())).toEqual([`Lower Max tokens to ${said(room)}`, smaller]);
    await user.click(within(bar()).getByRole('button', { name: smaller }));
    expect(field('Picture size').getAttribute('aria-valuetext')).toBe('at most 768 tokens a frame');
    expect(field('Max tokens').value).toBe('8192');
    expect(advice()).toBeNull();
  });

  test('says how many frames fit if no picture size helps', async () => {
    const { session } = await openFor(6, TEXT + 512 + 200, { maxTokens: '512', maxPixels: 64 * 784 });
    await waitFor(() => expect(session.page.getState().frames.every(({ width }) => width < 400)).toBe(true));
    expect(advice()).toMatch(/Remove frames: 3 of 6 fit\.$/);
    expect(buttonsIn(bar())).toEqual([]);
    for (const { id } of session.page.getState().frames.slice(3)) session.frames.remove(id);
    await waitFor(() => expect(advice()).toBeNull());
  });

  test('says what else helps if no frame fits', async () => {
    await openFor(1, 1000, { maxTokens: '1024' });
    expect(advice()).toMatch(
      /Lower Max tokens, shorten the prompts, or serve the model with a larger --max-model-len\.$/,
    );
    expect(buttonsIn(bar())).toEqual([]);
  });

  test('marks the end of the context in the bar', async () => {
    await openFor(1, 4096);
    const line = bar().querySelector<HTMLElement>('[aria-hidden]')!;
    const mark = line.lastElementChild!.getBoundingClientRect();
    const { left, width } = line.getBoundingClientRect();
    expect((mark.left - left) / width).toBeCloseTo(4096 / (LARGE_TOKENS + TEXT + 8192), 2);
  });
});
