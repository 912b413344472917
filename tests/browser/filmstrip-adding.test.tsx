import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { readPicture } from '../../src/inference/index.ts';
import { openApp, pictures } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { tile, tiles } from './strip.ts';

const SMALL = [56, 56] as const;

/** Opens the app with a picture reader that reads one picture at each call of `next`. */
async function reading(files: readonly File[]): Promise<TestApp & { next: () => Promise<void> }> {
  const waiting: (() => void)[] = [];
  const app = openApp({
    readPicture: async (file, name) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
      return readPicture(file, name);
    },
  });
  void app.session.frames.add(files);
  await screen.findByText(`Reading picture 1 of ${files.length}`);
  const next = async (): Promise<void> => {
    await waitFor(() => expect(waiting).not.toHaveLength(0));
    waiting.shift()?.();
  };
  return { ...app, next };
}

const strip = (): HTMLElement => screen.getByRole('region', { name: 'Filmstrip' });
const box = (element: Element): number[] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left, top, width, height];
};
const addFrames = (): number[] => box(screen.getByLabelText('Add frames', { selector: 'input' }));

test('pictures that are being read have placeholders, so that nothing moves when they appear', async () => {
  const { next } = await reading(await pictures([SMALL, SMALL, SMALL]));
  const before = { strip: box(strip()), add: addFrames() };
  const place = box(screen.getByText('Reading picture 1 of 3').parentElement as Element);
  await next();
  await screen.findByText('Reading picture 2 of 3');
  await waitFor(() => expect(box(tile(1))).toEqual(place));
  expect({ strip: box(strip()), add: addFrames() }).toEqual(before);
  await next();
  await next();
  await waitFor(() => expect(screen.queryByText(/^Reading picture/)).toBeNull());
  await waitFor(() => expect(tiles()).toHaveLength(3));
  expect({ strip: box(strip()), add: addFrames() }).toEqual(before);
});

test('a file that is not a picture loses its placeholder', async () => {
  const [good] = await pictures([SMALL]);
  const { next } = await reading([new File(['no picture'], 'a.png', { type: 'image/png' }), good as File]);
  const [before = 0] = addFrames();
  await next();
  await screen.findByText('Reading picture 2 of 2');
  expect(addFrames()[0]).toBe(before - 122);
  await next();
  await waitFor(() => expect(tiles()).toHaveLength(1));
  expect(addFrames()[0]).toBe(before - 122);
});

test('two hundred pictures have only as many placeholders as fit on a screen, and the user can add more at any time', async () => {
  const [picture] = await pictures([SMALL]);
  await reading(Array.from({ length: 200 }, (_, i) => new File([picture as File], `${i}.png`)));
  const [left = 0, , width = 0] = addFrames();
  expect(left + width).toBeLessThanOrEqual(window.innerWidth);
  expect(strip().querySelectorAll('*').length).toBeLessThan(100);
});

test('the empty strip has the same height', async () => {
  const { session } = openApp();
  await session.frames.add(await pictures([SMALL]));
  await waitFor(() => expect(tiles()).toHaveLength(1));
  const before = strip().getBoundingClientRect().height;
  session.open({ name: 'output.txt', text: 'Hello.' });
  session.frames.remove(session.page.getState().frames[0]?.id ?? '');
  await waitFor(() => expect(screen.queryAllByRole('button', { name: /^Frame \d/ })).toHaveLength(0));
  expect(strip().getBoundingClientRect().height).toBe(before);
});
