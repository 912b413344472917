import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { openOutput, openRun, status } from '../helpers/app.tsx';
import { longStory } from '../helpers/long-story.ts';
import { findings, prefer, steadyPage } from './announced.ts';

const SIZES = [
  [560, 336],
  [560, 336],
] as const;

steadyPage();

describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (scheme) => {
  beforeEach(async () => prefer(scheme));

  test('while the first word is waited for, and a table', async () => {
    const { session } = await openRun(SIZES);
    await screen.findByRole('list', { name: 'Steps before the first word' });
    await screen.findByText('Image 1 has not been analysed yet.');
    expect(await findings()).toEqual([]);
    session.stop();
  });

  test('in tables with empty, missing and endless cells, and one that is being written', async () => {
    const { session, call, clock } = await openRun(SIZES);
    await call.text(
      `## Image 1\n| Character ID | Name | Bounding Box |\n|---|---|---|\n| char1 | |\n| char2 | ${'Anna'.repeat(75)} | 1,2,3,4 |\n`,
    );
    clock.frame();
    await screen.findByText('Show all 300 characters');
    expect(await findings()).toEqual([]);
    session.stop();
  });

  test('in Raw with its slips laid open', async () => {
    const { user } = await openOutput(`${harbour}</gdo>`);
    await user.click(screen.getByRole('tab', { name: 'Raw' }));
    await user.click(await screen.findByText('1 syntax fault'));
    await user.click(screen.getByRole('button', { name: /^Line \d+:/ }));
    expect(await findings()).toEqual([]);
  });
});

test('axe finds nothing in the analysis of 200 images on a narrow screen', async () => {
  await page.viewport(390, 844);
  const { user } = await openOutput(longStory(200));
  await waitFor(() => expect(status()).toBe('Opened from text'));
  await user.click(screen.getByRole('tab', { name: 'Analysis' }));
  await screen.findByRole('region', { name: 'Characters' });
  expect(await findings()).toEqual([]);
});
