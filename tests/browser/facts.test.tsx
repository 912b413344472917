import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openEnded, openOutput, openRun, painted, pictures, status, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { demo } from '../helpers/session.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Advances the session's clock by this time and lets the line of facts update once. */
function pass({ clock }: TestApp, milliseconds: number): void {
  clock.advance(milliseconds);
  vi.advanceTimersByTime(1000);
}

const line = (): HTMLElement | null => document.querySelector('[aria-label="Run facts"]');
/** The facts as text. */
const facts = (): string[] =>
  within(line()!)
    .getAllByRole('term')
    .map((term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`);

const thinking = harbour.slice(0, harbour.indexOf('## Image 2'));

test('the facts follow a run from its start to its end', async () => {
  const app = await openRun([
    [56, 56],
    [56, 56],
    [56, 56],
  ]);
  const { call, clock, generating } = app;
  await waitFor(() => expect(status()).toBe('Waiting for the server'));
  pass(app, 2000);
  await waitFor(() => expect(facts()).toEqual(['Sending: 2 s', 'Seed: 7']));
  await call.open();
  await waitFor(() => expect(facts()[0]).toBe('In the queue: 0 s'));
  pass(app, 4000);
  await waitFor(() => expect(facts()).toEqual(['In the queue: 4 s', 'Elapsed: 6 s', 'Seed: 7']));
  await call.usage(1234, 0);
  await call.counted(thinking, 300);
  clock.frame();
  await waitFor(() => expect(facts()[0]).toBe('First token: 6.0 s'));
  pass(app, 10_000);
  await waitFor(() =>
    expect(facts()).toEqual([
      'First token: 6.0 s',
      'Elapsed: 16 s',
      'Prompt: 1,234 tokens',
      'Tokens: 300 of 8,192',
      'Speed: 30.0 tokens/s',
      'Left: about 1 min 30 s',
      'Seed: 7',
    ]),
  );
  await call.counted(harbour.slice(thinking.length), 900);
  clock.frame();
  pass(app, 5000);
  await waitFor(() => expect(facts()[3]).toBe('Tokens: 900 of 8,192'));
  await call.end();
  await generating;
  const end = [
    'First token: 6.0 s',
    'Elapsed: 21 s',
    'Prompt: 1,234 tokens',
    'Tokens: 900',
    'Speed: 60 tokens/s',
    'Seed: 7',
  ];
  await waitFor(() => expect(facts()).toEqual(end));
  // After the end of the run the facts no longer change, and no timer runs.
  expect(vi.getTimerCount()).toBe(0);
  pass(app, 60_000);
  await painted();
  expect(facts()).toEqual(end);
});

test('the facts render once a second, not with each token', async () => {
  const { session, call, clock } = await openRun();
  await call.open();
  await call.counted('<gdi image1>It', 1);
  clock.frame();
  await waitFor(() => expect(facts()).toContain('Tokens: 1 of 8,192'));
  const changes = vi.fn();
  const observer = new MutationObserver(changes);
  observer.observe(line()!, { subtree: true, childList: true, characterData: true });
  for (let tokens = 2; tokens <= 20; tokens++) {
    await call.counted(' was', tokens);
    clock.frame();
  }
  await waitFor(() => expect(story().textContent.match(/ was/g)).toHaveLength(19));
  await painted();
  expect(changes).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  clock.advance(1000);
  vi.advanceTimersByTime(1000);
  await waitFor(() => expect(facts()).toContain('Tokens: 20 of 8,192'));
  observer.disconnect();
  session.stop();
});

test('the facts count the earlier requests of a continued answer', async () => {
  const { user, model } = await openEnded(thinking, { type: 'length' });
  await user.click(await screen.findByRole('button', { name: 'Continue' }));
  const call = await model.call(2);
  await call.text(harbour.slice(thinking.length));
  await call.end();
  await waitFor(() => expect(facts()).toContainEqual(expect.stringMatching(/^Continued: once, after [\d,]+ tokens?$/)));
});

test('the facts of the demo have no seed', async () => {
  const frames = (await pictures([[56, 56]])).map((file) => ({ url: URL.createObjectURL(file), name: file.name }));
  const { user, model, session, clock } = openApp({ loadDemo: async () => ({ ...demo, frames }) });
  await user.click(screen.getByRole('button', { name: 'Try the demo' }));
  const call = await model.call(1);
  await call.open();
  await call.text('<gdi image1>It was.');
  clock.frame();
  await waitFor(() => expect(facts().map((fact) => fact.split(':')[0])).toEqual(['First token', 'Elapsed', 'Tokens']));
  session.stop();
  for (const { url } of frames) URL.revokeObjectURL(url);
});

test('the facts are absent if there are none', async () => {
  const { unmount } = openApp();
  expect(line()).toBeNull();
  unmount();
  // An opened output has no run.
  const opened = await openOutput(harbour);
  expect(line()).toBeNull();
  opened.unmount();
  // If a run ended without text, its notice says everything.
  await openEnded('', { type: 'stopped' });
  await waitFor(() => expect(status()).toMatch(/^Stopped/));
  expect(line()).toBeNull();
});
