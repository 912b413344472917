import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { openRun, painted, status, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { runOf } from '../helpers/session.ts';
import type { Call } from '../helpers/scripted-model.ts';
import { buttonsIn, field } from './setup-form.ts';

type App = TestApp & { readonly call: Call };

// Intervals run when the test says so. The time itself comes from the session's clock.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets this number of seconds pass, one tick of the page each, and waits until the page shows the result. */
async function pass({ clock }: App, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    clock.advance(1000);
    vi.advanceTimersByTime(1000);
    // The health check is answered before the next second.
    // oxlint-disable-next-line no-await-in-loop -- one second after another
    await answered();
  }
  await painted();
}

/** Waits until all promises that can settle have settled. */
async function answered(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.addEventListener('message', resolve, { once: true });
    port1.start();
    port2.postMessage(null);
  });
}

async function say({ call, clock }: App, text: string): Promise<void> {
  await call.text(text);
  clock.frame();
  await waitFor(() => expect(status()).toMatch(/^(?:Thinking|Writing)/));
}

const notice = (title: string | RegExp): HTMLElement | null => screen.queryByText(title)?.parentElement ?? null;

describe('a silence', () => {
  const SILENCE = /^Nothing has arrived for/;

  test('of ten seconds is reported with its length', async () => {
    const app = await openRun();
    await say(app, '<gdi image1>It was. ');
    await pass(app, 9);
    expect(notice(SILENCE)).toBeNull();
    await pass(app, 1);
    const noticed = (await screen.findByText('Nothing has arrived for 10 s.')).parentElement!;
    expect(noticed.textContent).toContain(
      'The server may be busy with other requests, or a proxy may hold the answer back.',
    );
    expect(buttonsIn(noticed)).toEqual(['Keep waiting', 'Stop here']);
    await pass(app, 55);
    expect(await screen.findByText('Nothing has arrived for 1 min 5 s.')).toBeDefined();
    app.session.stop();
  });

  test('ends with the next word, and the next silence starts from zero', async () => {
    const app = await openRun();
    await say(app, '<gdi image1>It was. ');
    await pass(app, 30);
    await screen.findByText('Nothing has arrived for 30 s.');
    await say(app, 'And then');
    await waitFor(() => expect(notice(SILENCE)).toBeNull());
    await pass(app, 9);
    expect(notice(SILENCE)).toBeNull();
    await pass(app, 1);
    expect(await screen.findByText('Nothing has arrived for 10 s.')).toBeDefined();
    app.session.stop();
  });

  test('is not reported again after Keep waiting until something has arrived', async () => {
    const app = await openRun();
    await say(app, '<gdi image1>It was. ');
    await pass(app, 10);
    await app.user.click(await screen.findByRole('button', { name: 'Keep waiting' }));
    expect(notice(SILENCE)).toBeNull();
    await pass(app, 120);
    expect(notice(SILENCE)).toBeNull();
    expect(app.call.signal.aborted).toBe(false);
    await say(app, 'And then');
    await pass(app, 10);
    expect(await screen.findByText('Nothing has arrived for 10 s.')).toBeDefined();
    app.session.stop();
  });

  test('can be stopped; the text so far is kept and can be continued', async () => {
    const app = await openRun();
    await say(app, '<gdi image1>It was. ');
    await pass(app, 10);
    await app.user.click(await screen.findByRole('button', { name: 'Stop here' }));
    await waitFor(() => expect(status()).toBe('Stopped after 10 s, 1 token'));
    expect(notice(SILENCE)).toBeNull();
    expect(story().textContent).toContain('It was.');
    expect(within(story()).getByRole('button', { name: 'Continue' })).toBeDefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('of the whole server is reported with its length, also before the first word', async () => {
    for (const opened of [true, false]) {
      const app = await openRun([[56, 56]], { askHealth: async () => new Promise(() => {}) });
      if (opened) await app.call.open();
      await pass(app, 10);
      expect(notice(SILENCE)).toBeNull();
      await pass(app, 14);
      const noticed = (await screen.findByText('The server has not answered for 14 s.')).parentElement!;
      expect(buttonsIn(noticed)).toEqual(['Keep waiting', 'Stop here']);
      await app.user.click(within(noticed).getByRole('button', { name: 'Stop here' }));
      await waitFor(() => expect(status()).toMatch(/^Stopped/));
      app.unmount();
    }
  });

  test('with refused connections is reported and ends by itself', async () => {
    const app = await openRun([[56, 56]], { askHealth: async () => 'refused' });
    await say(app, harbour.slice(0, harbour.indexOf('lost sight of')));
    await pass(app, 14);
    const title = 'Nothing has arrived for 14 s, and the server refuses new connections.';
    const noticed = (await screen.findByText(title)).parentElement!;
    expect(noticed.textContent).toContain('the run ends by itself');
    for (let second = 0; second < 30; second++) await pass(app, 1);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The server is gone: it sent nothing more, and it refuses new connections.');
    expect(app.call.signal.aborted).toBe(true);
    expect(screen.queryByText(title)).toBeNull();
  });

  test('of an offline device is reported as offline', async () => {
    const app = await openRun([[56, 56]], { askHealth: async () => 'refused', isOnline: () => false });
    await say(app, '<gdi image1>It was. ');
    await pass(app, 10);
    await pass(app, 1);
    expect(await screen.findByText('This device is offline.')).toBeDefined();
    app.session.stop();
  });

  test('before the first word is not reported: the server may have other requests', async () => {
    const app = await openRun();
    await app.call.open();
    await waitFor(() => expect(status()).toMatch(/^The server has/));
    await pass(app, 120);
    expect(notice(SILENCE)).toBeNull();
    app.session.stop();
  });

  test('after the end is not reported', async () => {
    const app = await openRun();
    await say(app, '<gdi image1>It was. ');
    await app.call.end();
    await waitFor(() => expect(status()).toMatch(/^Done/));
    await pass(app, 60);
    expect(notice(SILENCE)).toBeNull();
  });
});

describe('a model that repeats itself', () => {
  const REPEATS = /^The model has repeated itself/;
  const HEAD = '<think>\n## Image 1\n### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n';
  const ROW = '| char2 | Nils, a man who waits beside the boat | 210,120,300,310 |\n';
  const SENTENCE = 'Then she turned round and looked at the grey sea again. ';

  /** Rows that differ in their numbers only. */
  const crowd = (i: number): string => ROW.replace('char2', `char${10 + i}`);

  /** Adds the text this number of times, with a paint after each. */
  async function loop(app: App, unit: string | ((i: number) => string), times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      await app.call.text(typeof unit === 'string' ? unit : unit(i));
      app.clock.frame();
    }
  }

  async function openLoop(unit: string | ((i: number) => string) = ROW): Promise<App> {
    const app = await openRun();
    await say(app, unit === SENTENCE ? '<gdi image1>' : HEAD);
    await loop(app, unit, 20);
    await screen.findByText(REPEATS);
    return app;
  }

  test('is reported with the repeated text and the number of times', async () => {
    const app = await openLoop();
    const { repetition } = runOf(app.session);
    const noticed = notice(`The model has repeated itself ${repetition?.times} times so far.`)!;
    expect(noticed.querySelector('blockquote')?.textContent).toBe(ROW.trim());
    expect(buttonsIn(noticed)).toEqual(['Stop here', 'Always stop repetition', 'Keep going']);
    expect(screen.queryByRole('alert')).toBeNull();
    app.session.stop();
  });

  test('can be stopped', async () => {
    const app = await openLoop();
    await app.user.click(screen.getByRole('button', { name: 'Stop here' }));
    await waitFor(() => expect(status()).toMatch(/^Stopped after/));
    expect(notice(REPEATS)).toBeNull();
    expect(app.session.page.getState().preferences.stopRepetition).toBe(false);
  });

  test('can be stopped now and in all later runs', async () => {
    const app = await openLoop();
    await app.user.click(screen.getByRole('button', { name: 'Always stop repetition' }));
    await waitFor(() => expect(status()).toMatch(/^Stopped after/));
    await app.user.click(screen.getByRole('button', { name: /^Setup/ }));
    expect(field('Stop the model when it repeats itself').checked).toBe(true);
    // StoryLens stops the next repetition by itself.
    await app.user.click(screen.getByRole('button', { name: 'Regenerate' }));
    const call = await app.model.call(2);
    const next = { ...app, call };
    await say(next, HEAD);
    await loop(next, ROW, 20);
    expect(call.signal.aborted).toBe(true);
    await waitFor(() => expect(status()).toMatch(/^Stopped because of repetition after/));
    expect((await screen.findByRole('alert')).textContent).toContain(
      'StoryLens stopped the model because it repeated itself.',
    );
  });

  test.each([
    ['a row', ROW, ROW],
    // Pieces of 37 characters end within the sentence, each at another position.
    ['a sentence', SENTENCE, (i: number) => SENTENCE.repeat(33).slice(i * 37, i * 37 + 37)],
    ['rows that only count', crowd, (i: number) => crowd(20 + i)],
  ])('is not reported again after Keep going while the model goes on with %s', async (_, unit, more) => {
    const app = await openLoop(unit);
    await app.user.click(screen.getByRole('button', { name: 'Keep going' }));
    expect(notice(REPEATS)).toBeNull();
    const { times = 0 } = runOf(app.session).repetition ?? {};
    await loop(app, more, 33);
    expect(runOf(app.session).repetition?.times).toBeGreaterThan(times);
    expect(notice(REPEATS)).toBeNull();
    expect(app.call.signal.aborted).toBe(false);
    app.session.stop();
  });

  test('is reported again if the model repeats something else', async () => {
    const app = await openLoop();
    await app.user.click(screen.getByRole('button', { name: 'Keep going' }));
    await say(app, harbour.slice(8));
    await waitFor(() => expect(runOf(app.session).repetition).toBeNull());
    await loop(app, SENTENCE, 20);
    expect((await screen.findByText(REPEATS)).parentElement?.querySelector('blockquote')?.textContent).toContain(
      'looked at the grey sea',
    );
    app.session.stop();
  });
});
