import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { mention, openApp, openOutput, openRun, openedDialog, pictures, stage, status } from '../helpers/app.tsx';
import { findings, prefer, steadyPage } from './announced.ts';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

steadyPage();

describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (scheme) => {
  beforeEach(async () => prefer(scheme));

  test('with a failure and invalid fields', async () => {
    const { session } = openApp();
    session.set({ temperature: '9', prompt: '' });
    await session.generate();
    await screen.findByRole('alert');
    expect(await findings()).toEqual([]);
  });

  test('with a complete story, a highlighted and a pinned entity', async () => {
    const { session, user, call } = await openRun(SIZES);
    await call.text(harbour);
    await call.end();
    await waitFor(() => expect(status()).toMatch(/^Done/));
    session.view.pin(['char1'], 1 as never, false);
    await user.hover(mention('the nets'));
    await within(await stage(2)).findByText('bg1');
    expect(await findings()).toEqual([]);
  });

  test('with a failed run', async () => {
    const { call } = await openRun(SIZES);
    await call.text(harbour.slice(0, -60));
    await call.end({ type: 'length' });
    await screen.findByRole('alert');
    expect(await findings()).toEqual([]);
  });
});

describe('axe finds nothing', () => {
  test('on the first page', async () => {
    openApp();
    expect(await findings()).toEqual([]);
  });

  test('with frames but no run', async () => {
    const { session } = openApp();
    await session.frames.add([...(await pictures(SIZES)), new File(['x'], 'a.txt')]);
    await screen.findByRole('list', { name: 'Frames' });
    await screen.findByRole('alert');
    await stage(1);
    expect(await findings()).toEqual([]);
  });

  test('while the model thinks', async () => {
    const { session, clock, call } = await openRun(SIZES);
    await call.text(harbour.slice(0, harbour.indexOf('## Image 2')));
    clock.frame();
    await waitFor(() => expect(status()).toMatch(/^Thinking: image 1/));
    expect(await findings()).toEqual([]);
    session.stop();
  });

  test('in an output without frames, in each of its tabs', async () => {
    const { user } = await openOutput(`${harbour}</gdo>`);
    await stage(1);
    const found = await findings();
    await user.click(screen.getByRole('tab', { name: 'Narrative structure' }));
    found.push(...(await findings()));
    await user.click(screen.getByRole('tab', { name: 'Raw' }));
    await screen.findByRole('region', { name: 'Raw completion' });
    found.push(...(await findings()));
    expect(found).toEqual([]);
  });

  test('in an output without any markup', async () => {
    await openOutput('Hello.');
    expect(await findings()).toEqual([]);
  });

  test('in the dialog that opens an output', async () => {
    const { user } = openApp();
    await user.click(screen.getByRole('button', { name: 'Open an output' }));
    await openedDialog('Open an output');
    await user.click(screen.getByRole('button', { name: 'Show' }));
    await screen.findByRole('alert');
    expect(await findings()).toEqual([]);
  });

  test('in the setup over a story', async () => {
    const { user } = await openOutput(harbour);
    await user.click(screen.getByRole('button', { name: /^Setup/ }));
    await screen.findByRole('form', { name: 'Setup' });
    expect(await findings()).toEqual([]);
  });

  test('on a narrow screen', async () => {
    await page.viewport(390, 844);
    const { user } = await openOutput(harbour, SIZES);
    await stage(1);
    const found = await findings();
    await user.click(screen.getByRole('tab', { name: 'Analysis' }));
    found.push(...(await findings()));
    expect(found).toEqual([]);
  });
});
