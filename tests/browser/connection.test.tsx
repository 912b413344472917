import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { failureOfProbe } from '../../src/inference/failures.ts';
import type { Failure, Probe, ServedModel } from '../../src/inference/index.ts';
import {
  failureOfCors,
  failureOfHeaders,
  failureOfKeyUnseen,
  failureOfOtherServer,
  failureOfPermission,
  failureOfSilence,
  failureOfSlowness,
} from '../../src/inference/connection-failures.ts';
import { failureOfDeadEngine } from '../../src/inference/unread-failures.ts';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openOutput } from '../helpers/app.tsx';
import { noServer, healthyServer } from '../helpers/session.ts';
import { scriptedServer } from './scripted-server.ts';
import type { ScriptedServer } from './scripted-server.ts';
import { buttonsIn, field, formButton, retype } from './setup-form.ts';

const panel = (): HTMLElement => screen.getByRole('group', { name: 'Connection' });
/** The text beside the button Check. */
const summary = (): string | null => panel().querySelector('[aria-live]')?.textContent ?? null;
const command = (): HTMLElement | null => within(panel()).queryByRole('group', { name: 'Serve command' });
const model = (id: string, contextLength: number | null = null): ServedModel => ({
  id,
  root: null,
  parent: null,
  contextLength,
});

function openAt(server: ScriptedServer): ReturnType<typeof openApp> {
  return openApp({ probe: server.probe });
}

describe('a healthy server', () => {
  test('is checked when the user presses the button; the page shows its version, model and context', async () => {
    const server = scriptedServer();
    const { user } = openAt(server);
    expect(summary()).toBe('Not checked yet.');
    await user.click(formButton('Check'));
    expect(summary()).toBe('Looking for the server');
    expect(formButton('Check').hasAttribute('disabled')).toBe(true);
    server.is(healthyServer);
    await waitFor(() =>
      expect(summary()).toBe(
        'vLLM 0.15.0 answers in 12 ms and serves daniel3303/QwenStoryteller, with a context of 32,768 tokens.',
      ),
    );
    expect(formButton('Check').hasAttribute('disabled')).toBe(false);
    expect(server.looks).toMatchObject([{ baseUrl: 'http://localhost:8000/v1', apiKey: '' }]);
    expect(buttonsIn(panel())).toEqual(['Check']);
  });

  const [served] = healthyServer.models;
  test.each([
    [{ version: null, roundTrip: 0.2 }, /^The server answers in 1 ms and serves daniel3303\/QwenStoryteller, with/],
    [{ roundTrip: 1234.5 }, /^vLLM 0\.15\.0 answers in 1235 ms/],
    [{ models: [{ ...served!, contextLength: null }] }, /and serves daniel3303\/QwenStoryteller\.$/],
  ] satisfies [Partial<typeof healthyServer>, RegExp][])('that tells %o', async (change, expected) => {
    const { user } = openAt(scriptedServer({ ...healthyServer, ...change }));
    await user.click(formButton('Check'));
    await waitFor(() => expect(summary()).toMatch(expected));
  });

  test('uses its only model if the settings name none', async () => {
    const { user } = openAt(scriptedServer({ ...healthyServer, models: [model('mine', 4096)] }));
    await user.clear(field('Model'));
    await user.click(formButton('Check'));
    await waitFor(() => expect(summary()).toMatch(/and serves mine, with a context of 4,096 tokens\.$/));
    expect(buttonsIn(panel())).toEqual(['Check']);
  });
});

describe('StoryLens checks the server by itself', () => {
  test.each([
    ['Server URL', 'gpu:9000', { baseUrl: 'gpu:9000', apiKey: '' }],
    ['API key', 'secret', { baseUrl: 'http://localhost:8000/v1', apiKey: 'secret' }],
  ])('shortly after the last key in %s', async (label, text, expected) => {
    const server = scriptedServer(healthyServer);
    const { user, clock } = openAt(server);
    await user.click(formButton('Check'));
    await waitFor(() => expect(summary()).toMatch(/^vLLM/));
    await retype(user, label, text);
    // The earlier result belongs to another server.
    expect(summary()).toBe('Not checked yet.');
    clock.advance(599);
    expect(server.looks).toHaveLength(1);
    clock.advance(1);
    await waitFor(() => expect(summary()).toMatch(/^vLLM/));
    expect(server.looks.slice(1)).toMatchObject([expected]);
  });
});

const server = { baseUrl: 'http://localhost:8000/v1', model: 'mine', apiKey: '' };

describe('the page explains a failed check and the next step', () => {
  const CURED = 'the serve command';
  const NOT = 'no command';
  test.each([
    ['no server', CURED, failureOfSilence(server, 'http:')],
    ['no answer for 8 seconds', CURED, failureOfSlowness(server, 8)],
    ['a page over https', NOT, failureOfSilence({ ...server, baseUrl: 'http://gpu:8000/v1' }, 'https:')],
    ['no permission for the local network', NOT, failureOfPermission(server)],
    ['an origin that is not allowed', CURED, failureOfCors(server, 'http://page.test')],
    ['headers that are not allowed', CURED, failureOfHeaders(server)],
    ['no key', NOT, failureOfKeyUnseen(server)],
    ['a wrong key', NOT, failureOfKeyUnseen({ ...server, apiKey: 'x' })],
    ['a wrong path', NOT, failureOfProbe(404, 'Not Found', server)],
    ['something else', NOT, failureOfOtherServer(server)],
    ['a dead engine', CURED, failureOfDeadEngine()],
    ['a proxy without a server', NOT, failureOfProbe(502, '<h1>Bad gateway</h1>', server)],
    ['a server that is loading', NOT, failureOfProbe(503, 'The model is loading', server)],
  ] satisfies [string, string, Failure][])('%s: %s', async (_, cure, failure) => {
    const { user } = openAt(scriptedServer({ ok: false, failure, instead: null }));
    await user.click(formButton('Check'));
    await waitFor(() => expect(summary()).toBe(failure.sentence));
    expect(within(panel()).getByText(failure.advice, { exact: false })).toBeDefined();
    expect(panel().querySelector('blockquote')?.textContent).toBe(failure.said ?? undefined);
    expect(command() === null ? NOT : CURED).toBe(cure);
    expect(panel().textContent.includes('StoryLens checks again every few seconds.')).toBe(
      failure.kind === 'unreachable' || failure.kind === 'loading',
    );
  });

  test('or the address at which the server answers', async () => {
    const instead = 'http://localhost:8000/v1';
    const failure = failureOfProbe(404, 'Not Found', { ...server, baseUrl: 'http://localhost:8000/api/v1' });
    const found: Probe = { ok: false, failure, instead };
    const looked = scriptedServer(found);
    const { user, clock } = openAt(looked);
    await retype(user, 'Server URL', 'http://localhost:8000/api/v1');
    clock.advance(600);
    await waitFor(() => expect(summary()).toBe(failure.sentence));
    expect(panel().textContent).toContain(`Found a server at ${instead}.`);
    // This step is known to help, so the page leaves out the ones that only might.
    expect(panel().textContent).not.toContain(failure.advice);
    expect(command()).toBeNull();
    looked.is(healthyServer);
    await user.click(within(panel()).getByRole('button', { name: `Use ${instead}` }));
    expect(field('Server URL').value).toBe(instead);
    clock.advance(600);
    await waitFor(() => expect(summary()).toMatch(/^vLLM 0\.15\.0 answers/));
    expect(looked.looks.at(-1)).toMatchObject({ baseUrl: instead });
  });

  test('also above a story', async () => {
    const { user, session } = await openOutput(harbour);
    await user.click(screen.getByRole('button', { name: /^Setup/ }));
    await user.click(formButton('Check'));
    await waitFor(() => expect(summary()).toBe(noServer.ok ? '' : noServer.failure.sentence));
    expect(session.page.getState().run?.completion).toBe(harbour);
  });
});

describe('a server with another model', () => {
  async function look(models: readonly ServedModel[], asked = 'daniel3303/QwenStoryteller') {
    const app = openAt(scriptedServer({ ...healthyServer, models }));
    await retype(app.user, 'Model', asked);
    await app.user.click(formButton('Check'));
    await waitFor(() => expect(summary()).toBe('vLLM 0.15.0 answers in 12 ms.'));
    return app;
  }

  test('offers its model as a button', async () => {
    const { user } = await look([model('Qwen/Qwen3-VL-8B', 65_536)]);
    expect(panel().textContent).toContain(
      'The server does not serve “daniel3303/QwenStoryteller”. It serves this model:',
    );
    expect(command()?.textContent).toMatch(/^vllm serve daniel3303\/QwenStoryteller /);
    await user.click(within(panel()).getByRole('button', { name: 'Use Qwen/Qwen3-VL-8B' }));
    expect(field('Model').value).toBe('Qwen/Qwen3-VL-8B');
    expect(summary()).toMatch(/and serves Qwen\/Qwen3-VL-8B, with a context of 65,536 tokens\.$/);
    expect(buttonsIn(panel())).toEqual(['Check']);
  });

  test('offers some of its models if it has many', async () => {
    await look(Array.from({ length: 9 }, (_, i) => model(`m${i}`)));
    expect(panel().textContent).toContain('It serves these models:');
    expect(buttonsIn(panel())).toEqual(['Check', ...[0, 1, 2, 3, 4, 5].map((i) => `Use m${i}`), 'Copy']);
  });

  test('may list none and load the model on demand', async () => {
    await look([]);
    expect(panel().textContent).toContain(
      'The server lists no models. It may load them on demand: Generate asks it for',
    );
    expect(buttonsIn(panel())).toEqual(['Check']);
  });
});
