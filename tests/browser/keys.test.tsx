import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { mention, openApp, openOutput, openRun, stage, boxButton } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { watch } from '../helpers/session.ts';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

const shown = async (frame: number): Promise<void> => {
  await stage(frame);
};
const frameOf = ({ session }: Pick<TestApp, 'session'>): number | null => session.view.store.getState().cursor.frame;

describe('the keys for frames', () => {
  test('are ← and → for the previous and next one, Home and End for the first and last', async () => {
    const { user } = await openOutput(harbour, SIZES);
    await shown(1);
    await user.keyboard('{ArrowRight}');
    await shown(2);
    await user.keyboard('{End}');
    await shown(3);
    await user.keyboard('{ArrowLeft}');
    await shown(2);
    await user.keyboard('{Home}');
    await shown(1);
  });

  test('scroll the story as well', async () => {
    const { session, user } = await openOutput(harbour, SIZES);
    const sought = watch({ subscribe: session.view.onSeek });
    await user.keyboard('{ArrowRight}');
    expect(sought).toEqual([{ frame: 2, at: null }]);
  });

  test('do nothing at the ends', async () => {
    const { session, user } = await openOutput(harbour, SIZES);
    const before = session.view.store.getState();
    await user.keyboard('{ArrowLeft}');
    expect(session.view.store.getState()).toBe(before);
    await user.keyboard('{End}{ArrowRight}');
    expect(session.view.store.getState().cursor.frame).toBe(3);
  });

  test('continue from the shown frame, wherever focus and pointer are', async () => {
    const { user } = await openOutput(harbour, SIZES);
    mention('the nets').focus();
    await shown(2);
    await user.keyboard('{ArrowRight}');
    await shown(3);
    (await boxButton('char1', 3)).focus();
    await user.keyboard('{ArrowLeft}');
    await shown(2);
  });

  test('continue from the frame of the model during a run', async () => {
    const app = await openRun(SIZES);
    await app.call.text(harbour.slice(0, harbour.indexOf('lost sight')));
    app.clock.frame();
    await shown(2);
    await app.user.keyboard('{ArrowLeft}');
    await shown(1);
    app.session.stop();
  });

  test('go through the strip before there is a story', async () => {
    const app = openApp();
    await app.user.keyboard('{ArrowRight}{End}');
    expect(frameOf(app)).toBeNull();
  });

  test('do nothing in an element that uses them itself', async () => {
    const app = await openOutput(harbour, SIZES);
    screen.getByRole('tab', { name: 'Analysis' }).focus();
    await app.user.keyboard('{ArrowRight}');
    expect(app.session.view.store.getState().panel).toBe('identities');
    await app.user.click(await screen.findByRole('button', { name: 'Boxes' }));
    const slider = screen.getByRole('slider', { name: /^Opacity/ });
    expect(['ArrowRight', 'End'].map((key) => fireEvent.keyDown(slider, { key }))).toEqual([true, true]);
    expect(frameOf(app)).toBe(1);
  });

  test('do nothing in a region that they scroll', async () => {
    const app = await openOutput(harbour, SIZES);
    await app.user.click(screen.getByRole('tab', { name: 'Raw' }));
    const raw = await screen.findByRole('region', { name: 'Raw completion' });
    expect(['Home', 'End', 'ArrowRight'].map((key) => fireEvent.keyDown(raw, { key }))).toEqual([true, true, true]);
    expect(frameOf(app)).toBe(1);
    expect(fireEvent.keyDown(screen.getByRole('region', { name: 'Story' }), { key: 'End' })).toBe(false);
    expect(frameOf(app)).toBe(3);
  });

  test('pan the picture if Shift is pressed', async () => {
    const app = await openOutput(harbour, SIZES);
    (await boxButton('lm1')).focus();
    await app.user.keyboard('{Shift>}{ArrowRight}{End}{/Shift}');
    expect(frameOf(app)).toBe(1);
  });
});

describe.each([
  ['a modifier', async ({ user }: TestApp) => user.keyboard('{Alt>}jnk{ArrowRight}{End}{/Alt}')],
  [
    'the focus in a text field',
    async ({ session, user }: TestApp) => {
      session.view.choose({ setup: true });
      (await screen.findByRole('textbox', { name: 'Model' })).focus();
      await user.keyboard('jnk?{End}{ArrowRight}');
    },
  ],
  [
    'a window open',
    async ({ user }: TestApp) => {
      await user.click(screen.getByRole('button', { name: 'Open an output' }));
      const window = await screen.findByRole('dialog');
      within(window).getByRole('button', { name: 'Close' }).focus();
      await user.keyboard('jnk?{End}{ArrowRight}');
    },
  ],
])('with %s', (_, press) => {
  test('no key has an effect', async () => {
    const app = await openOutput(harbour, SIZES);
    const { setup: _setup, ...before } = app.session.view.store.getState();
    await press(app);
    expect(app.session.view.store.getState()).toMatchObject(before);
  });
});

test('the browser gets a key that has no effect', async () => {
  await openOutput(harbour, SIZES);
  const isLeft = (key: string): boolean => fireEvent.keyDown(document.body, { key });
  expect(['ArrowLeft', 'k', 'n', 'ArrowRight'].map(isLeft)).toEqual([true, true, true, false]);
  await stage(2);
});
