import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { dataUrl } from '../../src/inference/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { marked, openApp, openEnded, painted, pictures, status } from '../helpers/app.tsx';
import { demo } from '../helpers/session.ts';

afterEach(() => {
  vi.useRealTimers();
});

const list = (): HTMLElement | null => screen.queryByRole('list', { name: 'Steps before the first word' });
const steps = (): (string | null)[] => [...(list()?.children ?? [])].map(({ textContent }) => textContent);
const current = (): (string | null)[] =>
  [...(list()?.querySelectorAll('[aria-current=step]') ?? [])].map(({ textContent }) => textContent);

const TWO = [
  [56, 56],
  [56, 56],
] as const;

describe('the steps before the first word', () => {
  test('follow one another, and the first word replaces them', async () => {
    let read = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      read = resolve;
    });
    const { session, model, clock } = openApp({ dataUrl: async (blob) => waiting.then(async () => dataUrl(blob)) });
    await session.frames.add(await pictures(TWO));
    const generating = session.generate();
    await waitFor(() => expect(current()).toEqual(['Preparing the 2 pictures']));
    read();
    const call = await model.call(1);
    await waitFor(() => expect(current()).toEqual(['Sent; waiting for the server to accept the request']));
    expect(steps()).toEqual([
      'The 2 pictures are ready',
      'Sent; waiting for the server to accept the request',
      'The model reads the 2 pictures, then writes',
    ]);
    await call.open();
    await waitFor(() => expect(current()).toEqual(['The model is reading the 2 pictures; the first word comes next']));
    expect(steps()[1]).toBe('The server has accepted the request');
    await call.text('<think>');
    clock.frame();
    await waitFor(() => expect(list()).toBeNull());
    await call.end();
    await generating;
  });

  test('show how many requests wait before this one, and when the model reads the pictures', async () => {
    let queue = { running: 1, waiting: 2 };
    const { session, model, clock } = openApp({ askQueue: async () => queue });
    await session.frames.add(await pictures(TWO));
    const generating = session.generate();
    const call = await model.call(1);
    await call.open();
    await waitFor(() => expect(current()).toEqual(['The model is reading the 2 pictures; the first word comes next']));
    clock.advance(2000);
    const words = 'In the server’s queue: 1 request running, at most 1 waiting before this one';
    await waitFor(() => expect(current()).toEqual([words]));
    expect(status()).toBe(words);
    queue = { running: 2, waiting: 0 };
    clock.advance(2000);
    await waitFor(() => expect(current()).toEqual(['The model is reading the 2 pictures; the first word comes next']));
    await call.end();
    await generating;
  });

  test('say that the browser holds the request back, until it is sent', async () => {
    let earlier = 6;
    const { session, model, clock } = openApp({
      holdRequest: () => ({ count: async () => ({ all: earlier + 1, earlier }), release: () => {} }),
    });
    await session.frames.add(await pictures(TWO));
    const generating = session.generate();
    const call = await model.call(1);
    await waitFor(() => expect(current()).toEqual(['Sent; waiting for the server to accept the request']));
    clock.advance(1000);
    await waitFor(() =>
      expect(current()).toEqual([
        'The browser allows six connections to one server, and requests of other StoryLens tabs use all six. This ' +
          'request starts when one of them ends.',
      ]),
    );
    expect(status()).toBe('Waiting for a free browser connection');
    earlier = 5;
    clock.advance(2000);
    await waitFor(() => expect(current()).toEqual(['Sent; waiting for the server to accept the request']));
    await call.end();
    await generating;
  });

  test('are below the kept text of a continued answer', async () => {
    const { session, user } = await openEnded(harbour.slice(0, harbour.indexOf('</gdi>') + 7), { type: 'length' });
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(current()).toEqual(['Sent; waiting for the server to accept the request']));
    const [section] = marked('section');
    expect(section!.getBoundingClientRect().bottom).toBeLessThanOrEqual(list()!.getBoundingClientRect().top);
    session.stop();
    await waitFor(() => expect(list()).toBeNull());
  });

  // The timers are fake here, so `waitFor` would wait for ever.
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await painted();
  }

  test('do not appear for a wait shorter than 400 ms', async () => {
    const { session, model, clock } = openApp();
    await session.frames.add(await pictures(TWO));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    void session.generate();
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
    session.stop();
  });

  test('do not appear in the demo, which needs no server', async () => {
    const frames = (await pictures(TWO)).map((file) => ({ url: URL.createObjectURL(file), name: file.name }));
    const { session, model } = openApp({ loadDemo: async () => ({ ...demo, frames }) });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    void session.playDemo();
    await model.call(1);
    await until(() => document.querySelector('[aria-label=Story]') !== null);
    await painted();
    expect(status()).toBe('Waiting for the server');
    vi.advanceTimersByTime(1000);
    await painted();
    expect(list()).toBeNull();
    session.stop();
    for (const { url } of frames) URL.revokeObjectURL(url);
  });
});
