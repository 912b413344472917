import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { dataUrl } from '../../src/inference/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { marked, openApp, openEnded, painted, pictures, status } from '../helpers/app.tsx';
import { demo } from '../helpers/desk.ts';

afterEach(() => {
  vi.useRealTimers();
});

const list = (): HTMLElement | null => screen.queryByRole('list', { name: 'Until the first word' });
const steps = (): (string | null)[] => [...(list()?.children ?? [])].map(({ textContent }) => textContent);
const current = (): (string | null)[] =>
  [...(list()?.querySelectorAll('[aria-current=step]') ?? [])].map(({ textContent }) => textContent);

const TWO = [
  [56, 56],
  [56, 56],
] as const;

describe('the steps to the first word', () => {
  test('are told in its place, each in its turn, and go when it comes', async () => {
    let read = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      read = resolve;
    });
    const { desk, model, clock } = openApp({ dataUrl: async (blob) => waiting.then(async () => dataUrl(blob)) });
    await desk.frames.add(await pictures(TWO));
    const generating = desk.generate();
    await waitFor(() => expect(current()).toEqual(['Preparing the 2 pictures']));
    read();
    const call = await model.call(1);
    await waitFor(() => expect(current()).toEqual(['Sent; waiting for the server to take the request']));
    expect(steps()).toEqual([
      'The 2 pictures are ready',
      'Sent; waiting for the server to take the request',
      'The model looks at the 2 pictures, then writes',
    ]);
    await call.open();
    await waitFor(() => expect(current()).toEqual(['The model looks at the 2 pictures; then comes the first word']));
    expect(steps()[1]).toBe('The server has taken the request');
    await call.text('<think>');
    clock.frame();
    await waitFor(() => expect(list()).toBeNull());
    await call.end();
    await generating;
  });

  test('say how many requests are before it in the server’s queue, and when the model looks at the pictures', async () => {
    let queue = { running: 1, waiting: 2 };
    const { desk, model, clock } = openApp({ askQueue: async () => queue });
    await desk.frames.add(await pictures(TWO));
    const generating = desk.generate();
    const call = await model.call(1);
    await call.open();
    await waitFor(() => expect(current()).toEqual(['The model looks at the 2 pictures; then comes the first word']));
    clock.advance(2000);
    const words = 'In the server’s queue: 1 request is running, at most 1 waits before this one';
    await waitFor(() => expect(current()).toEqual([words]));
    expect(status()).toBe(words);
    queue = { running: 2, waiting: 0 };
    clock.advance(2000);
    await waitFor(() => expect(current()).toEqual(['The model looks at the 2 pictures; then comes the first word']));
    await call.end();
    await generating;
  });

  test('say that the browser keeps the request back, and no more once it is sent', async () => {
    let earlier = 6;
    const { desk, model, clock } = openApp({
      holdRequest: () => ({ count: async () => ({ all: earlier + 1, earlier }), release: () => {} }),
    });
    await desk.frames.add(await pictures(TWO));
    const generating = desk.generate();
    const call = await model.call(1);
    await waitFor(() => expect(current()).toEqual(['Sent; waiting for the server to take the request']));
    clock.advance(1000);
    await waitFor(() =>
      expect(current()).toEqual([
        'The browser allows six connections to one server, and six requests of other StoryLens tabs use them. This one ' +
          'starts when one of them ends.',
      ]),
    );
    expect(status()).toBe('Waiting for a free connection of the browser');
    earlier = 5;
    clock.advance(2000);
    await waitFor(() => expect(current()).toEqual(['Sent; waiting for the server to take the request']));
    await call.end();
    await generating;
  });

  test('stand below what is kept of an answer that is continued', async () => {
    const { desk, user } = await openEnded(harbour.slice(0, harbour.indexOf('</gdi>') + 7), { type: 'length' });
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(current()).toEqual(['Sent; waiting for the server to take the request']));
    const [told] = marked('section');
    expect(told!.getBoundingClientRect().bottom).toBeLessThanOrEqual(list()!.getBoundingClientRect().top);
    desk.stop();
    await waitFor(() => expect(list()).toBeNull());
  });

  // No time passes here but what the test lets pass: what waits for a moment by itself would wait for ever.
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await painted();
  }

  test('are not shown for a moment that is gone at once', async () => {
    const { desk, model, clock } = openApp();
    await desk.frames.add(await pictures(TWO));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    void desk.generate();
    const call = await model.call(1);
    await call.open();
    await until(() => document.querySelector('[aria-label=Story]') !== null);
    await painted();
    vi.advanceTimersByTime(399);
    await painted();
    expect(list()).toBeNull();
    vi.advanceTimersByTime(1);
    await painted();
    expect(steps()).toHaveLength(3);
    await call.text('<think>');
    clock.frame();
    await until(() => status() === 'Thinking');
    expect(list()).toBeNull();
    desk.stop();
  });

  test('are none of the demo, which needs no server', async () => {
    const frames = (await pictures(TWO)).map((file) => ({ url: URL.createObjectURL(file), name: file.name }));
    const { desk, model } = openApp({ loadDemo: async () => ({ ...demo, frames }) });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    void desk.playDemo();
    await model.call(1);
    await until(() => document.querySelector('[aria-label=Story]') !== null);
    await painted();
    expect(status()).toBe('Waiting for the server');
    vi.advanceTimersByTime(1000);
    await painted();
    expect(list()).toBeNull();
    desk.stop();
    for (const { url } of frames) URL.revokeObjectURL(url);
  });
});
