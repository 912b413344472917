import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Failure, Probe } from '../../src/inference/index.ts';
import { failureOfCors, failureOfSilence } from '../../src/inference/connection-failures.ts';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openEnded, openOutput, openRun, status } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { healthyServer } from '../helpers/desk.ts';
import { hideTab } from './hidden.ts';
import { scriptedServer } from './scripted-server.ts';
import type { ScriptedServer } from './scripted-server.ts';
import { buttonsIn, formButton } from './setup-form.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const server = { baseUrl: 'http://localhost:8000/v1', model: 'mine', apiKey: '' };
const silence = failureOfSilence(server, 'http:');
const failed = (failure: Failure): Probe => ({ ok: false, failure, instead: null });

const panel = (): HTMLElement => screen.getByRole('group', { name: 'Connection' });
const summary = (): string | null => panel().querySelector('[aria-live]')?.textContent ?? null;
/** So many seconds pass, for what comes again and again. */
const wait = (seconds: number): void => void vi.advanceTimersByTime(seconds * 1000);

async function look(at: ScriptedServer): Promise<TestApp> {
  const app = openApp({ probe: at.probe });
  await app.user.click(formButton('Check'));
  return app;
}

describe('a server that is not there yet is looked for again', () => {
  test('every five seconds, until it is there', async () => {
    const loading = scriptedServer(failed(silence));
    await look(loading);
    await waitFor(() => expect(summary()).toBe(silence.sentence));
    wait(4.9);
    expect(loading.looks).toHaveLength(1);
    wait(0.1);
    expect(loading.looks).toHaveLength(2);
    wait(5);
    // The second look has been answered in the meantime, or is still on its way: then nobody asks twice.
    await waitFor(() => expect(formButton('Check').hasAttribute('disabled')).toBe(false));
    loading.is(healthyServer);
    wait(5);
    await waitFor(() => expect(summary()).toMatch(/^vLLM 0\.15\.0 answers/));
    const { length } = loading.looks;
    wait(60);
    expect(loading.looks).toHaveLength(length);
  });

  test('while what was found stands, so that nothing blinks, and not twice at once', async () => {
    const loading = scriptedServer(failed(silence));
    await look(loading);
    await waitFor(() => expect(summary()).toBe(silence.sentence));
    const told = panel().textContent;
    loading.silent();
    wait(5);
    await waitFor(() => expect(formButton('Check').hasAttribute('disabled')).toBe(true));
    expect(panel().textContent).toBe(told);
    wait(20);
    expect(loading.looks).toHaveLength(2);
    loading.is(failed(silence));
    await waitFor(() => expect(formButton('Check').hasAttribute('disabled')).toBe(false));
    expect(panel().textContent).toBe(told);
  });

  test('not while nobody sees it', async () => {
    const loading = scriptedServer(failed(silence));
    await look(loading);
    await waitFor(() => expect(summary()).toBe(silence.sentence));
    hideTab();
    wait(30);
    expect(loading.looks).toHaveLength(1);
    hideTab(false);
    wait(5);
    expect(loading.looks).toHaveLength(2);
  });

  test('not when the setup has been closed', async () => {
    const loading = scriptedServer(failed(silence));
    const { user } = await openOutput(harbour, [], { probe: loading.probe });
    await user.click(screen.getByRole('button', { name: /^Setup/ }));
    await user.click(formButton('Check'));
    await waitFor(() => expect(summary()).toBe(silence.sentence));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    wait(30);
    expect(loading.looks).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('but one that waiting does not help is not', async () => {
    const cors = failureOfCors(server, 'http://page.test');
    const strict = scriptedServer(failed(cors));
    await look(strict);
    await waitFor(() => expect(summary()).toBe(cors.sentence));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a run that could not reach the server', () => {
  const unreachable = { type: 'failed', failure: silence } as const;
  const story = (): HTMLElement => screen.getByRole('region', { name: 'Story' });

  test('is told with what a look at the server has found out', async () => {
    const strict = scriptedServer();
    const { call } = await openRun(undefined, { probe: strict.probe });
    await call.end(unreachable);
    await waitFor(() => expect(status()).toBe('No answer: finding out why'));
    expect(screen.queryByRole('alert')).toBeNull();
    const cors = failureOfCors(server, 'http://page.test');
    strict.is(failed(cors));
    const alert = await within(story()).findByRole('alert');
    expect(alert.textContent).toContain(cors.sentence);
    expect(alert.textContent).toContain(cors.advice);
    expect(status()).toBe('Failed');
  });

  test('says why in the notice; the panel beside it does not say it again', async () => {
    const loading = scriptedServer(failed(silence));
    await openEnded('', unreachable, undefined, { probe: loading.probe });
    const alert = await within(story()).findByRole('alert');
    expect(alert.textContent).toContain(silence.sentence);
    expect(alert.textContent).toContain(silence.advice);
    expect(within(alert).getByRole('group', { name: 'Serve command' })).toBeDefined();
    expect(summary()).toBe(silence.sentence);
    expect(panel().textContent).not.toContain(silence.advice);
    expect(buttonsIn(panel())).toEqual(['Check']);
  });

  test('still does when it has been looked for again', async () => {
    const loading = scriptedServer(failed(silence));
    const { desk } = await openEnded('', unreachable, undefined, { probe: loading.probe });
    await within(story()).findByRole('alert');
    const { found } = desk.session.getState().connection;
    wait(5);
    await waitFor(() => expect(loading.looks).toHaveLength(2));
    await vi.waitUntil(() => desk.session.getState().connection.found !== found);
    expect(panel().textContent).not.toContain(silence.advice);
    expect(buttonsIn(panel())).toEqual(['Check']);
  });

  test('leaves to the panel what has changed since', async () => {
    const loading = scriptedServer(failed(silence));
    const { user, model, desk } = await openEnded('', unreachable, undefined, { probe: loading.probe });
    const alert = await within(story()).findByRole('alert');
    const cors = failureOfCors(server, 'http://page.test');
    loading.is(failed(cors));
    wait(5);
    await waitFor(() => expect(summary()).toBe(cors.sentence));
    expect(panel().textContent).toContain(cors.advice);
    loading.is(healthyServer);
    await user.click(formButton('Check'));
    await waitFor(() => expect(summary()).toMatch(/^vLLM 0\.15\.0 answers/));
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await model.call(2);
    await waitFor(() => expect(status()).toBe('Waiting for the server'));
    expect(screen.queryByRole('alert')).toBeNull();
    desk.stop();
  });
});
