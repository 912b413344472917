import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Failure, Probe } from '../../src/inference/index.ts';
import { failureOfCors, failureOfSilence } from '../../src/inference/connection-failures.ts';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openEnded, openOutput, openRun, status } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { healthyServer } from '../helpers/session.ts';
import { hideTab } from './hidden.ts';
import { scriptedServer } from './scripted-server.ts';
import type { ScriptedServer } from './scripted-server.ts';
import { buttonsIn, formButton } from './setup-form.ts';
import { until } from '../helpers/until.ts';

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
/** Lets this number of seconds pass for the intervals. */
const wait = (seconds: number): void => void vi.advanceTimersByTime(seconds * 1000);

async function look(at: ScriptedServer): Promise<TestApp> {
  const app = openApp({ probe: at.probe });
  await app.user.click(formButton('Check'));
  return app;
}

describe('an unreachable server is checked again', () => {
  test('every five seconds until it answers', async () => {
    const loading = scriptedServer(failed(silence));
    await look(loading);
    await waitFor(() => expect(summary()).toBe(silence.sentence));
    wait(4.9);
    expect(loading.looks).toHaveLength(1);
    wait(0.1);
    expect(loading.looks).toHaveLength(2);
    wait(5);
    // The second check has ended by now, or is still running, which prevents another one.
    await waitFor(() => expect(formButton('Check').hasAttribute('disabled')).toBe(false));
    loading.is(healthyServer);
    wait(5);
    await waitFor(() => expect(summary()).toMatch(/^vLLM 0\.15\.0 answers/));
    const { length } = loading.looks;
    wait(60);
    expect(loading.looks).toHaveLength(length);
  });

  test('while the last result stays visible, and never twice at once', async () => {
    const loading = scriptedServer(failed(silence));
    await look(loading);
    await waitFor(() => expect(summary()).toBe(silence.sentence));
    const before = panel().textContent;
    loading.silent();
    wait(5);
    await waitFor(() => expect(formButton('Check').hasAttribute('disabled')).toBe(true));
    expect(panel().textContent).toBe(before);
    wait(20);
    expect(loading.looks).toHaveLength(2);
    loading.is(failed(silence));
    await waitFor(() => expect(formButton('Check').hasAttribute('disabled')).toBe(false));
    expect(panel().textContent).toBe(before);
  });

  test('but not while the page is hidden', async () => {
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

  test('but not after the user has closed the setup', async () => {
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

  test('but not if waiting does not help', async () => {
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

  test('reports the result of a check of the server', async () => {
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

  test('gives the reason in the notice, and the setup does not repeat it', async () => {
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

  test('still does so after another check', async () => {
    const loading = scriptedServer(failed(silence));
    const { session } = await openEnded('', unreachable, undefined, { probe: loading.probe });
    await within(story()).findByRole('alert');
    const { found } = session.page.getState().connection;
    wait(5);
    await waitFor(() => expect(loading.looks).toHaveLength(2));
    await until(() => session.page.getState().connection.found !== found);
    expect(panel().textContent).not.toContain(silence.advice);
    expect(buttonsIn(panel())).toEqual(['Check']);
  });

  test('leaves later changes to the setup', async () => {
    const loading = scriptedServer(failed(silence));
    const { user, model, session } = await openEnded('', unreachable, undefined, { probe: loading.probe });
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
    session.stop();
  });
});
