import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { FrameNo } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openOutput, openRun, pictures } from '../helpers/app.tsx';
import { findings, prefer, steadyPage } from './announced.ts';
import { known, mark } from './strip.ts';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

steadyPage();

describe.each(['light', 'dark'] as const)('axe finds nothing in the strip in %s', (scheme) => {
  beforeEach(async () => prefer(scheme));

  test('while the model analyses and writes its second frame', async () => {
    const { session, clock, call } = await openRun(SIZES);
    const thought = harbour.indexOf('## Image 3');
    await call.text(harbour.slice(0, thought));
    clock.frame();
    await waitFor(() => expect(known()[1]).toMatch(/^Analysing/));
    const found = await findings();
    await call.text(harbour.slice(thought, harbour.indexOf('lost sight')));
    clock.frame();
    await waitFor(() => expect(known()[1]).toMatch(/^Writing/));
    found.push(...(await findings()));
    expect(found).toEqual([]);
    session.stop();
  });

  test('with a pinned entity and a held picture, with and without pictures', async () => {
    const { session } = await openOutput(harbour);
    session.view.pin(['char1'], 1 as FrameNo, false);
    session.view.hold(2 as FrameNo);
    await waitFor(() => expect(known()[1]).toContain('held'));
    const found = await findings();
    await session.frames.add(await pictures(SIZES));
    await waitFor(() => mark(1, 'char1'));
    found.push(...(await findings()));
    expect(found).toEqual([]);
  });

  test('while pictures are being read, on a narrow screen', async () => {
    await page.viewport(390, 844);
    const { session } = openApp({ readPicture: async () => new Promise(() => undefined) });
    void session.frames.add(await pictures(SIZES));
    await screen.findByText('Reading picture 1 of 3');
    expect(await findings()).toEqual([]);
  });
});
