import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { failureOfProbe } from '../../src/inference/failures.ts';
import type { Failure } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openEnded, openRun, pictures, status } from '../helpers/app.tsx';
import { noServer, healthyServer } from '../helpers/session.ts';
import { findings, prefer, steadyPage } from './announced.ts';
import { scriptedServer } from './scripted-server.ts';
import { form, formButton } from './setup-form.ts';

steadyPage();
afterEach(() => {
  vi.useRealTimers();
});

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (scheme) => {
  beforeEach(async () => prefer(scheme));

  test('in the unfolded setup with a request that does not fit', async () => {
    const models = [{ ...healthyServer.models[0]!, contextLength: 9000 }];
    const { session, user } = openApp({ probe: scriptedServer({ ...healthyServer, models }).probe });
    await session.frames.add(await pictures(SIZES));
    for (const title of ['More sampling', 'Serve command'])
      await user.click(within(form()).getByText(title, { selector: 'summary' }));
    session.set({ temperature: '0.2', seed: '3', topK: '0', maxTokens: '9000' });
    await user.click(await within(form()).findByRole('button', { name: 'Save as recipe' }));
    await user.click(formButton('Check'));
    await within(form()).findByText(/tokens too long for the model/);
    expect(await findings()).toEqual([]);
  });

  const refusal: Failure = failureOfProbe(502, 'Bad gateway', { baseUrl: 'http://gpu/v1', model: 'm', apiKey: '' });
  test.each([
    ['healthy', healthyServer],
    [
      'serving another model',
      { ...healthyServer, models: [{ id: 'other', root: null, parent: null, contextLength: null }] },
    ],
    ['unreachable', noServer],
    ['at another address', { ok: false, failure: refusal, instead: 'http://gpu/v1' } as const],
    ['refusing', { ok: false, failure: refusal, instead: null } as const],
  ])('in the setup with a server that is %s', async (_, found) => {
    const { session, user } = openApp({ probe: scriptedServer(found).probe });
    await user.click(formButton('Check'));
    await waitFor(() => expect(session.page.getState().connection.found).not.toBeNull());
    expect(await findings()).toEqual([]);
  });

  test('in the menu of models', async () => {
    const models = [
      ...healthyServer.models,
      { id: 'a-lora', root: null, parent: healthyServer.models[0]!.id, contextLength: 4096 },
    ];
    const { user } = openApp({ probe: scriptedServer({ ...healthyServer, models }).probe });
    await user.click(formButton('Check'));
    await user.click(await screen.findByRole('button', { name: 'Models on the server' }));
    await screen.findByRole('menu');
    expect(await findings()).toEqual([]);
  });

  test('in all notices of a run at once and in its facts', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { session, clock, call } = await openRun(SIZES);
    await call.open();
    await call.usage(200, 0);
    const row = '| obj2 | A rope that lies beside the boat | 500,400,900,950 |\n';
    const head = '| Object ID | Description | Bounding Box |\n|---|---|---|\n';
    await call.counted(`<think>\n## Image 1\n${head}${row.repeat(4)}## Image 2\n${head}${row.repeat(20)}`, 300);
    clock.frame();
    await screen.findByText(/^The model has repeated itself/);
    clock.advance(12_000);
    vi.advanceTimersByTime(1000);
    await screen.findByText('Nothing has arrived for 12 s.');
    await screen.findByText(/^The server made the pictures smaller/);
    await screen.findByText(/boxes do not fit the sent picture/);
    await waitFor(() => expect(document.querySelectorAll('dl dt').length).toBeGreaterThan(4));
    expect(await findings()).toEqual([]);
    session.stop();
  });

  test('in a failure with a server command, after an earlier story', async () => {
    const { user, model } = await openEnded(harbour, undefined, SIZES);
    await user.click(await screen.findByRole('button', { name: 'Regenerate' }));
    const failure: Failure = {
      kind: 'too-long',
      sentence: 'Too long.',
      said: '9000 > 8192',
      advice: 'Do.',
      status: 400,
    };
    await (await model.call(2)).end({ type: 'failed', failure });
    await screen.findByRole('button', { name: 'Back to the previous story' });
    expect(await findings()).toEqual([]);
  });

  test('in an outcome that is not a failure', async () => {
    await openEnded(harbour.slice(0, -60), { type: 'stopped' }, SIZES);
    await screen.findByRole('button', { name: 'Continue' });
    expect(await findings()).toEqual([]);
  });
});

test('axe finds nothing in the notices and the facts on a narrow screen', async () => {
  await page.viewport(390, 844);
  await openEnded(harbour.slice(0, -60), { type: 'length' }, SIZES);
  await waitFor(() => expect(status()).toMatch(/^Cut off/));
  await screen.findByRole('alert');
  expect(await findings()).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
