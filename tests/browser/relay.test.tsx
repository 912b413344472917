import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { failureOfCors } from '../../src/inference/connection-failures.ts';
import type { Probe, Relay } from '../../src/inference/index.ts';
import { openApp, pictures, status } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { createStorage, healthyServer } from '../helpers/session.ts';
import { scriptedServer } from './scripted-server.ts';
import { field, retype, toldOf } from './setup-form.ts';

const relay: Relay = { target: 'http://localhost:8000', url: 'http://localhost:5173/relay/1' };
const SERVER = 'http://gpu.example:9000/v1';
const closed: Probe = {
  ok: false,
  failure: failureOfCors({ baseUrl: SERVER, model: '', apiKey: '' }, 'http://localhost:5173'),
  instead: null,
};

const served: Probe = {
  ...healthyServer,
  models: [{ id: 'daniel3303/QwenStoryteller2', root: null, parent: null, contextLength: 32_768 }],
};

/** A first visit to a page from `npm start`, with this result of the check. */
function firstVisit(found: Probe | null, relays: readonly Relay[] | null = [relay]): TestApp {
  return openApp({
    findRelays: async () => relays,
    probe: scriptedServer(found).probe,
    storages: { device: createStorage(), tab: createStorage() },
  });
}

const commands = (): (string | null)[] =>
  within(screen.getByRole('group', { name: 'Connection' }))
    .queryAllByRole('group')
    .map(({ textContent }) => textContent);

describe('with a server with one model', () => {
  test('the setup shows what StoryLens chose, and that the requests go through the relay', async () => {
    firstVisit(served);
    await waitFor(() => expect(toldOf('Server URL')).toBe('http://localhost:8000, through StoryLens’s own server.'));
    await waitFor(() => expect(field('Model').value).toBe('daniel3303/QwenStoryteller2'));
    expect(toldOf('Model')).toBe('Chosen by StoryLens: the only model of this server.');
    expect(field('Recipe').value).toBe('QwenStoryteller2');
    expect(toldOf('Recipe')).toBe('Chosen by StoryLens to fit the model.');
  });

  test('a typed model is the user’s choice until the user empties the field', async () => {
    const { user } = firstVisit(served);
    await waitFor(() => expect(field('Model').value).toBe('daniel3303/QwenStoryteller2'));
    await retype(user, 'Model', 'mine');
    expect(toldOf('Model')).toBe('');
    await user.clear(field('Model'));
    expect(field('Model').value).toBe('');
    await user.tab();
    expect(field('Model').value).toBe('daniel3303/QwenStoryteller2');
  });
});

describe('with a server that the page must not read', () => {
  test('the command for the relay comes first, then the restart of vLLM', async () => {
    const { user } = firstVisit(closed, []);
    await retype(user, 'Server URL', SERVER);
    await user.click(screen.getByRole('button', { name: 'Check' }));
    const panel = screen.getByRole('group', { name: 'Connection' });
    await within(panel).findByText(/vLLM 0\.32 and later need one of two changes/);
    const [first, second] = commands();
    expect(first).toMatch(/^npm start -- --server http:\/\/gpu\.example:9000 --port \d+$/);
    expect(second).toContain('--allowed-origins');
  });

  test('a page that is not from npm start offers only the restart', async () => {
    const { user } = firstVisit(closed, null);
    await retype(user, 'Server URL', SERVER);
    await user.click(screen.getByRole('button', { name: 'Check' }));
    await waitFor(() => expect(commands()).toHaveLength(1));
    expect(commands()[0]).toContain('--allowed-origins');
  });
});

test('Generate shows at once that it waits for the list of models, and Stop cancels this', async () => {
  const { user, session } = firstVisit(null);
  await session.frames.add(await pictures([[56, 56]]));
  await user.click(screen.getByRole('button', { name: 'Generate' }));
  expect(status()).toBe('Preparing the request');
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(status()).toBe('Ready');
  expect(screen.getByRole('button', { name: 'Generate' })).toBeTruthy();
});
