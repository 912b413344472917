import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { marked, mention, openApp, openOutput, openRun, pictures, stage } from '../helpers/app.tsx';

describe('the picture', () => {
  test('is that of the frame, and the step buttons go through all frames', async () => {
    const { user } = await openOutput(harbour, [
      [560, 336],
      [336, 560],
    ]);
    const first = await stage(1);
    expect(within(first).getByAltText('frame-1.png')).toBeDefined();
    expect(screen.getByText('Image 1', { selector: 'p > b' }).parentElement?.textContent).toBe(
      'Image 1 of 3 · frame-1.png',
    );
    expect(screen.getByRole('button', { name: 'Previous image' }).hasAttribute('disabled')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Next image' }));
    const second = await stage(2);
    expect(second.getBoundingClientRect().height).toBeGreaterThan(second.getBoundingClientRect().width);
    await user.click(screen.getByRole('button', { name: 'Next image' }));
    await stage(3);
    expect(screen.getByText(/no picture; boxes are drawn/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Next image' }).hasAttribute('disabled')).toBe(true);
  });

  test('follows the model from frame to frame', async () => {
    const { session, clock, call } = await openRun([
      [56, 56],
      [56, 56],
      [56, 56],
    ]);
    for (const [mark, frame] of [
      ['## Image 1', 1],
      ['## Image 3', 3],
      ['<gdi image2>', 2],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- a stream
      await call.text(`\n${mark}\n`);
      clock.frame();
      // oxlint-disable-next-line no-await-in-loop -- a stream
      expect(await stage(frame)).toBeDefined();
    }
    session.stop();
  });

  test('shows the frame of a hover while the model writes, and then follows the model again', async () => {
    const { session, user, clock, call } = await openRun([
      [56, 56],
      [56, 56],
    ]);
    await call.text('<gdi image1><gdo char1>Ines</gdo> came.</gdi><gdi image2>Then');
    clock.frame();
    await stage(2);
    await user.hover(mention('Ines'));
    await stage(1);
    await user.unhover(mention('Ines'));
    await stage(2);
    session.stop();
  });

  test('that the user chose stays while the model writes, until they follow the model again', async () => {
    const { session, user, clock, call } = await openRun([
      [56, 56],
      [56, 56],
    ]);
    await call.text('<gdi image1>First.</gdi>');
    clock.frame();
    await stage(1);
    expect(screen.queryByRole('button', { name: 'Follow the model' })).toBeNull();
    session.view.show(1 as never);
    await call.text('<gdi image2>Then');
    clock.frame();
    const follow = await screen.findByRole('button', { name: 'Follow the model' });
    await waitFor(() => expect(marked('section')).toHaveLength(2));
    await stage(1);
    await user.click(follow);
    await stage(2);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Follow the model' })).toBeNull());
    session.stop();
  });

  test('is shown before the model has written about it', async () => {
    const { session } = openApp();
    await session.frames.add(await pictures([[560, 336]]));
    expect(within(await stage(1)).getByRole('img', { hidden: true })).toBeDefined();
    expect(marked('box')).toEqual([]);
  });
});

describe('holding a picture', () => {
  const SIZES = [
    [56, 56],
    [56, 56],
    [56, 56],
  ] as const;
  const hold = (): HTMLElement => screen.getByRole('button', { name: 'Hold this picture' });

  test('keeps it, says so, and allows stepping to others, until it is released', async () => {
    const { session, user } = await openOutput(harbour, SIZES);
    await stage(1);
    expect(hold().getAttribute('aria-pressed')).toBe('false');
    expect(screen.queryByText('· held')).toBeNull();
    await user.click(hold());
    expect(hold().getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByText('· held')).toBeDefined();
    await user.hover(mention('the boy'));
    await waitFor(() => expect(session.view.store.getState().selection.hovered?.frame).toBe(2));
    await stage(1);
    await user.click(screen.getByRole('button', { name: 'Next image' }));
    await stage(2);
    await user.hover(mention('Ines'));
    await waitFor(() => expect(session.view.store.getState().selection.hovered?.frame).toBe(1));
    await stage(2);
    await user.click(hold());
    await user.hover(mention('Tom'));
    await stage(1);
    expect(hold().getAttribute('aria-pressed')).toBe('false');
  });

  test('ends with Escape', async () => {
    const { user } = await openOutput(harbour, SIZES);
    await user.click(hold());
    await user.keyboard('{Escape}');
    await waitFor(() => expect(hold().getAttribute('aria-pressed')).toBe('false'));
  });

  test('stops following the model while it writes, until the user follows it again', async () => {
    const { session, user, clock, call } = await openRun(SIZES);
    await call.text('<gdi image1>First.</gdi>');
    clock.frame();
    await stage(1);
    await user.click(hold());
    await call.text('<gdi image2>Then');
    clock.frame();
    await waitFor(() => expect(marked('section')).toHaveLength(2));
    await stage(1);
    await user.click(await screen.findByRole('button', { name: 'Follow the model' }));
    await stage(2);
    expect(hold().getAttribute('aria-pressed')).toBe('false');
    session.stop();
  });

  test('is not offered before there is a story, since nothing would change the picture', async () => {
    const { session } = openApp();
    await session.frames.add(await pictures([[560, 336]]));
    await stage(1);
    expect(screen.queryByRole('button', { name: 'Hold this picture' })).toBeNull();
  });
});
