import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { readPicture } from '../../src/inference/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import {
  announced,
  drag,
  marked,
  openApp,
  openOutput,
  openRun,
  pictures,
  stage,
  dataTransferOf,
} from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';

const SMALL = [56, 56] as const;

const input = (): HTMLElement => screen.getByLabelText('Add frames', { selector: 'input' });
const strip = async (): Promise<HTMLElement> => screen.findByRole('list', { name: 'Frames' });
const tiles = (): string[] =>
  within(screen.getByRole('list', { name: 'Frames' }))
    .getAllByRole('button', { name: /^Frame \d/ })
    .map(({ ariaLabel }) => ariaLabel ?? '');

async function withFrames(count: number): Promise<TestApp> {
  const app = openApp();
  await app.session.frames.add(await pictures(Array.from({ length: count }, () => SMALL)));
  await strip();
  return app;
}

describe('frames are added', () => {
  test('by the file input, in the order of their names', async () => {
    const { user } = openApp();
    const [first, second] = await pictures([SMALL, SMALL]);
    await user.upload(input(), [second, first] as File[]);
    expect(await screen.findByRole('heading', { name: '2 frames are ready.' })).toBeDefined();
    await strip();
    expect(tiles()).toEqual(['Frame 1: frame-1.png', 'Frame 2: frame-2.png']);
    await user.upload(input(), await pictures([SMALL]));
    await waitFor(() => expect(tiles()).toHaveLength(3));
  });

  test('by a drop anywhere on the page, which shows a drop zone', async () => {
    openApp();
    const dropped = await pictures([SMALL]);
    drag('dragover', document.body, dropped);
    expect(await screen.findByText('Drop frames, an output or a folder here')).toBeDefined();
    drag('drop', document.body, dropped);
    expect(await screen.findByRole('heading', { name: '1 frame is ready.' })).toBeDefined();
    expect(screen.queryByText('Drop frames, an output or a folder here')).toBeNull();
  });

  test('by paste', async () => {
    const { user } = openApp();
    await user.paste(dataTransferOf(await pictures([SMALL])));
    expect(await screen.findByRole('heading', { name: '1 frame is ready.' })).toBeDefined();
  });

  test('and files that are not pictures are listed', async () => {
    const { user } = openApp();
    const [good] = await pictures([SMALL]);
    const heic = Uint8Array.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic\0\0\0\0', (char) => char.charCodeAt(0));
    await user.upload(input(), [
      new File(['no picture'], 'a.png', { type: 'image/png' }),
      new File([heic], 'b.heic', { type: 'image/heic' }),
      good,
    ] as File[]);
    await strip();
    const alert = await screen.findByRole('alert');
    await waitFor(() => expect(alert.textContent).toContain('2 files were not added'));
    const reasons = within(alert).getAllByRole('listitem');
    expect(reasons.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^“a\.png” is not a picture/),
      expect.stringMatching(/^“b\.heic” is a HEIC photo/),
    ]);
    expect(tiles()).toEqual(['Frame 1: frame-1.png']);
    await user.click(within(alert).getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('one after the other, with the progress', async () => {
    const waiting: (() => void)[] = [];
    const { session } = openApp({
      readPicture: async (file, name) => {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
        return readPicture(file, name);
      },
    });
    const adding = session.frames.add(await pictures([SMALL, SMALL]));
    expect(await screen.findByText('Reading picture 1 of 2')).toBeDefined();
    waiting[0]?.();
    expect(await screen.findByText('Reading picture 2 of 2')).toBeDefined();
    await waitFor(() => expect(waiting).toHaveLength(2));
    waiting[1]?.();
    await adding;
    await waitFor(() => expect(screen.queryByText(/^Reading picture/)).toBeNull());
  });
});

describe('the strip', () => {
  test('shows the chosen frame and marks it', async () => {
    const { user } = await withFrames(3);
    const second = screen.getByRole('button', { name: 'Frame 2: frame-2.png' });
    await user.click(second);
    await stage(2);
    expect(second.ariaCurrent).toBe('true');
    expect(screen.getByRole('button', { name: 'Frame 1: frame-1.png' }).ariaCurrent).toBe('false');
  });

  test('is sorted by keyboard', async () => {
    const { user, session } = await withFrames(3);
    screen.getByRole('button', { name: 'Frame 1: frame-1.png' }).focus();
    await user.keyboard(' ');
    await announced('frame-1.png is over position 1 of 3.');
    await user.keyboard('{ArrowRight}');
    await announced('frame-1.png is over position 2 of 3.');
    await user.keyboard('{ArrowRight}');
    await announced('frame-1.png is over position 3 of 3.');
    await user.keyboard(' ');
    await waitFor(() =>
      expect(tiles()).toEqual(['Frame 1: frame-2.png', 'Frame 2: frame-3.png', 'Frame 3: frame-1.png']),
    );
    expect(session.page.getState().frames.map(({ name }) => name)).toEqual([
      'frame-2.png',
      'frame-3.png',
      'frame-1.png',
    ]);
  });

  test('is unchanged if sorting is cancelled', async () => {
    const { user, session } = await withFrames(2);
    screen.getByRole('button', { name: 'Frame 1: frame-1.png' }).focus();
    await user.keyboard(' ');
    await announced('frame-1.png is over position 1 of 2.');
    await user.keyboard('{ArrowRight}');
    await announced('frame-1.png is over position 2 of 2.');
    await user.keyboard('{Escape}');
    await announced('frame-1.png is back at position 1 of 2.');
    expect(session.page.getState().frames.map(({ name }) => name)).toEqual(['frame-1.png', 'frame-2.png']);
  });

  test('removes a frame by its button and by Delete', async () => {
    const { user } = await withFrames(3);
    await user.click(screen.getByRole('button', { name: 'Remove frame-2.png' }));
    expect(tiles()).toEqual(['Frame 1: frame-1.png', 'Frame 2: frame-3.png']);
    screen.getByRole('button', { name: 'Frame 1: frame-1.png' }).focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(tiles()).toEqual(['Frame 1: frame-3.png']));
    await user.click(screen.getByRole('button', { name: 'Remove frame-3.png' }));
    expect(await screen.findByRole('button', { name: 'Try the demo' })).toBeDefined();
  });

  test('focuses the next or the last frame after one was removed by keyboard', async () => {
    const { user } = await withFrames(4);
    const focused = (): string => document.activeElement?.ariaLabel ?? 'nothing';
    screen.getByRole('button', { name: 'Frame 2: frame-2.png' }).focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(focused()).toBe('Frame 2: frame-3.png'));
    screen.getByRole('button', { name: 'Remove frame-3.png' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(tiles()).toHaveLength(2));
    await waitFor(() => expect(focused()).toMatch(/frame-4\.png$/));
    screen.getByRole('button', { name: 'Frame 2: frame-4.png' }).focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(focused()).toBe('Frame 1: frame-1.png'));
  });

  test('has no role status, which only the phase has', async () => {
    const { user } = await withFrames(2);
    screen.getByRole('button', { name: 'Frame 1: frame-1.png' }).focus();
    await user.keyboard(' ');
    await announced('frame-1.png is over position 1 of 2.');
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toEqual(['Ready']);
    await user.keyboard('{Escape}');
  });

  test('shows a frame that was added after the run, and says that it is not in the story', async () => {
    const { session, user, call } = await openRun([SMALL]);
    await call.text(harbour);
    await call.end();
    const later = new File(await pictures([[112, 56]]), 'later.png', { type: 'image/png' });
    await session.frames.add([later]);
    await user.click(await screen.findByRole('button', { name: 'Frame 2: later.png' }));
    expect(await screen.findByText('Not in this story')).toBeDefined();
    // The story mentions three images, although one was sent.
    expect(within(await stage(4)).getByAltText('later.png')).toBeDefined();
    expect(marked('box')).toEqual([]);
  });

  test('has a mark in its hue for each entity with a box in the frame', async () => {
    await openOutput(harbour, [SMALL, SMALL, SMALL]);
    const list = await strip();
    const hues = within(list)
      .getAllByRole('listitem')
      .map((item) => marked('mark', item).map((mark) => mark.style.getPropertyValue('--hue')));
    const hueOf = (id: string): string | undefined =>
      marked('tag')
        .find(({ dataset }) => dataset['entities'] === id)
        ?.style.getPropertyValue('--hue');
    expect(hues).toEqual([['char1', 'char2', 'obj1', 'lm1'].map(hueOf), [hueOf('char2')], [hueOf('char1')]]);
  });

  test('says that the frames have changed since the story was written', async () => {
    const { session, call } = await openRun([SMALL, SMALL]);
    await call.text(harbour);
    await call.end();
    const note = 'The frames have changed since this story was written. Generate writes a new one.';
    await strip();
    expect(screen.queryByText(note)).toBeNull();
    const [first] = session.page.getState().frames;
    session.frames.move(first?.id ?? '', 1);
    expect(await screen.findByText(note)).toBeDefined();
    // Back in their order, they are the same, also as other objects: those of a library that was loaded again.
    session.frames.move(first?.id ?? '', 0);
    const { sequence } = session.view.store.getState().place;
    const record = session.records.getState().sequences[sequence]!;
    session.commit({
      sequences: { [sequence]: { ...record, frames: record.frames.map((frame) => structuredClone(frame)) } },
    });
    await waitFor(() => expect(screen.queryByText(note)).toBeNull());
  });
});

test('frames of an output without pictures can be chosen', async () => {
  const { user } = await openOutput(harbour);
  const list = screen.getByRole('list', { name: 'Frames without a picture' });
  expect(within(list).getAllByRole('button')).toHaveLength(3);
  await user.click(within(list).getByRole('button', { name: 'Frame 3, without a picture' }));
  await stage(3);
  expect(within(list).getByRole('button', { name: 'Frame 3, without a picture' }).ariaCurrent).toBe('true');
});
