import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { pictureTone } from '../../src/ui/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { marked, mention, openApp, openOutput, openRun, pictures, stage, twin } from '../helpers/app.tsx';
import { expectOver } from './over.ts';

const table = (...rows: string[]): string =>
  `<think>\n## Image 1\n### Objects\n| Object ID | Description | Bounding Box |\n|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}</think>\n<gdi image1>Words.</gdi>`;

/** The colour on the canvas of the boxes, at a place of the page, as `[r, g, b, a]`. */
function inkAt(on: HTMLElement, x: number, y: number): number[] {
  const canvas = [...on.querySelectorAll('canvas')].at(-1);
  if (!canvas) throw new Error('No canvas');
  const place = canvas.getBoundingClientRect();
  const ratio = canvas.width / place.width;
  const context = canvas.getContext('2d');
  return [...(context?.getImageData((x - place.left) * ratio, (y - place.top) * ratio, 1, 1).data ?? [])];
}

/** What a colour of CSS is in pixels. */
function pixelOf(colour: string): number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data];
}

function expectNear(actual: readonly number[], expected: readonly number[]): void {
  for (const [i, channel] of expected.entries()) expect(Math.abs((actual[i] ?? 0) - channel)).toBeLessThanOrEqual(3);
}

describe('the twins of the boxes', () => {
  test('lie exactly over them in the picture that was sent', async () => {
    const { desk, clock, call } = await openRun([[960, 540]]);
    await call.text(
      table('obj1 | Kite | 318,48,345,135', 'obj2 | Whole | 0,0,952,532', 'obj3 | Last | 700,400,951,531'),
    );
    clock.frame();
    // 960x540 is sent as 952x532: the model's numbers are pixels of that.
    await expectOver('obj1', [318, 48, 345, 135], [952, 532]);
    await expectOver('obj2', [0, 0, 952, 532], [952, 532]);
    await expectOver('obj3', [700, 400, 951, 531], [952, 532]);
    desk.stop();
  });

  test('lie over those of an output that was measured in the original file', async () => {
    await openOutput(table('obj1 | Kite | 318,48,345,135', 'obj2 | Last | 600,300,960,540'), [[960, 540]]);
    await expectOver('obj1', [318, 48, 345, 135], [960, 540]);
    await expectOver('obj2', [600, 300, 960, 540], [960, 540]);
  });

  test('lie over those of a tall picture, and still when the window is resized', async () => {
    await openOutput(table('obj1 | Kite | 20,100,260,500'), [[280, 560]]);
    await expectOver('obj1', [20, 100, 260, 500], [280, 560]);
    const main = screen.getByRole('main');
    const before = (await stage(1)).getBoundingClientRect().width;
    main.style.width = '420px';
    main.style.height = '420px';
    await waitFor(async () => expect((await stage(1)).getBoundingClientRect().width).toBeLessThan(before));
    await expectOver('obj1', [20, 100, 260, 500], [280, 560]);
  });

  test('lie over those of a frame that nobody gave', async () => {
    await openOutput(harbour);
    const fitting = [481, 311] as const;
    await expectOver('char1', [40, 60, 180, 300], fitting);
    await expectOver('lm1', [400, 0, 480, 220], fitting);
    expect((await stage(1)).querySelector('img')).toBeNull();
    expect(screen.getByText(/no picture was given: its boxes are drawn on an empty frame of 481 × 311/)).toBeDefined();
  });

  test('have the names of what they show, and say how it was written', async () => {
    await openOutput(harbour);
    expect((await twin('char2')).getAttribute('aria-label')).toBe('Tom (char2), 210,120 to 300,310');
    expect((await twin('char2')).dataset).toMatchObject({ box: 'char2', frame: '1', lit: 'false' });
    expect(screen.getByRole('group', { name: 'Image 1 with its boxes' })).toBe(await stage(1));
    expect(
      within(await stage(1))
        .getAllByRole('button')
        .map(({ dataset }) => dataset['box']),
    ).toEqual(['char1', 'lm1', 'char2', 'obj1']);
  });

  test('of swapped corners, cut ones and those without area can all be pointed at', async () => {
    await openOutput(
      table(
        'obj1 | Swapped | 300,200,100,50',
        'obj2 | Out | 400,200,900,900',
        'obj3 | Flat | 50,60,50,90',
        'obj4 | Gone | 2000,20,2100,90',
      ),
      [[560, 336]],
    );
    await expectOver('obj1', [100, 50, 300, 200], [560, 336]);
    await expectOver('obj2', [400, 200, 560, 336], [560, 336]);
    const labels = await Promise.all(['obj1', 'obj2', 'obj3', 'obj4'].map(async (id) => (await twin(id)).ariaLabel));
    expect(labels).toEqual([
      'Swapped (obj1), 300,200 to 100,50',
      'Out (obj2), 400,200 to 900,900, partly outside the picture',
      'Flat (obj3), 50,60 to 50,90, no area in the picture',
      'Gone (obj4), 2000,20 to 2100,90, no area in the picture',
    ]);
    const whole = (await stage(1)).getBoundingClientRect();
    const flat = (await twin('obj3')).getBoundingClientRect();
    expect(flat.width).toBeGreaterThanOrEqual(14);
    expect(flat.left + flat.width / 2 - whole.left).toBeCloseTo((50 / 560) * whole.width, 0);
    const gone = (await twin('obj4')).getBoundingClientRect();
    expect(gone.left).toBeLessThan(whole.right);
  });
});

describe('a lit box', () => {
  test('is lit in its twin and on the canvas, and the others are not', async () => {
    const { user } = await openOutput(harbour, [[560, 336]]);
    const [char1, char2] = [await twin('char1'), await twin('char2')];
    const on = await stage(1);
    await waitFor(() => expect(on.querySelectorAll('canvas')).toHaveLength(2));
    const hueOf = (id: string): number =>
      Number(
        getComputedStyle(marked('tag').find(({ dataset }) => dataset['entities'] === id) ?? on).getPropertyValue(
          '--hue',
        ),
      );
    const border = (box: HTMLElement): number[] => {
      const { left, top, height } = box.getBoundingClientRect();
      return inkAt(on, left + 1, top + height / 2);
    };
    await user.hover(mention('Ines'));
    await waitFor(() => expect(char1.dataset['lit']).toBe('true'));
    expect(char2.dataset['lit']).toBe('false');
    await waitFor(() => expectNear(border(char1), pixelOf(pictureTone(hueOf('char1')))));
    await waitFor(() => expect(border(char2)[3]).toBeLessThan(140));
    await user.unhover(mention('Ines'));
    await waitFor(() => expect(border(char1)[3]).toBeLessThan(230));
    expect(char1.dataset['lit']).toBe('false');
  });

  test('is every one that a mention of several names', async () => {
    const { user } = await openOutput(harbour);
    await user.hover(mention('They'));
    await waitFor(async () => expect((await twin('char1')).dataset['lit']).toBe('true'));
    const lit = marked('box', await stage(1)).filter(({ dataset }) => dataset['lit'] === 'true');
    expect(lit.map(({ dataset }) => dataset['box'])).toEqual(['char1', 'char2']);
  });

  test('under the pointer or with the focus lights its words, in every frame', async () => {
    const { desk, user } = await openOutput(harbour);
    const tint = (words: string): string => getComputedStyle(mention(words)).getPropertyValue('--tint');
    const usual = tint('the kite');
    await user.hover(await twin('char2'));
    for (const words of ['Tom', 'the boy', 'They']) expect(tint(words)).not.toBe(usual);
    expect(tint('the kite')).toBe(usual);
    await user.unhover(await twin('char2'));
    expect(tint('Tom')).toBe(usual);
    (await twin('obj1')).focus();
    expect(tint('the kite')).not.toBe(usual);
    (await twin('obj1')).blur();
    expect(desk.view.store.getState().hovered).toBeNull();
  });

  test('is pinned by a click on its twin, and says so', async () => {
    const { user } = await openOutput(harbour);
    await user.click(await twin('obj1'));
    expect((await twin('obj1')).getAttribute('aria-pressed')).toBe('true');
    expect(mention('the kite').getAttribute('aria-pressed')).toBe('true');
    await user.keyboard('{Escape}');
    await waitFor(async () => expect((await twin('obj1')).getAttribute('aria-pressed')).toBe('false'));
  });
});

describe('somebody without a box in the frame', () => {
  const cards = (): HTMLElement[] => marked('elsewhere');

  test('is shown where they have one, dashed, and said so', async () => {
    const { user } = await openOutput(harbour, [
      [560, 336],
      [560, 336],
      [560, 336],
    ]);
    await user.hover(mention('she'));
    const on = await stage(2);
    await waitFor(() => expect(cards()).toHaveLength(1));
    const [box] = cards();
    if (!box) throw new Error('No card');
    expect(box.dataset).toMatchObject({ box: 'char1', frame: '1', lit: 'true' });
    expect(box.ariaLabel).toBe('Ines (char1) in image 1, not in image 2');
    expect(getComputedStyle(box).borderTopStyle).toBe('dashed');
    expect(on.textContent).toContain('Ines (char1) has no box in image 2. Shown where it has one: image 1.');
    const picture = box.parentElement?.getBoundingClientRect();
    const here = box.getBoundingClientRect();
    if (!picture) throw new Error('No picture');
    expect(here.left - picture.left).toBeCloseTo((40 / 560) * picture.width, 0);
    expect(here.width).toBeCloseTo((140 / 560) * picture.width, 0);
    expect(here.height).toBeCloseTo((240 / 336) * picture.height, 0);
    await user.unhover(mention('she'));
    await waitFor(() => expect(cards()).toHaveLength(0));
  });

  test('is said to have none where no image has one', async () => {
    const { user } = await openOutput(harbour);
    await user.hover(mention('the nets'));
    const on = await stage(2);
    await within(on).findByText('bg1');
    expect(on.textContent).toContain('bg1 has no box in any image.');
    expect(cards()).toHaveLength(0);
  });

  test('is one of three cards, the rest is counted', async () => {
    const { user } = await openOutput(
      '<gdi image1><gdo char1 char2 char3 char4 char5>All of them</gdo> were gone.</gdi>',
    );
    await user.hover(mention('All of them'));
    const on = await stage(1);
    await within(on).findByText('and 2 more without a box here');
    expect(within(on).getAllByText(/^char\d$/)).toHaveLength(3);
  });
});

describe('the picture', () => {
  test('is that of the frame, and the steps beside its name go through all', async () => {
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
    expect(screen.getByText(/no picture was given/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Next image' }).hasAttribute('disabled')).toBe(true);
  });

  test('follows the model from frame to frame', async () => {
    const { desk, clock, call } = await openRun([
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
    desk.stop();
  });

  test('glances at the frame of a hover while the model tells, and then follows it again', async () => {
    const { desk, user, clock, call } = await openRun([
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
    desk.stop();
  });

  test('that the user chose stays while the model tells, until they follow it again', async () => {
    const { desk, user, clock, call } = await openRun([
      [56, 56],
      [56, 56],
    ]);
    await call.text('<gdi image1>First.</gdi>');
    clock.frame();
    await stage(1);
    expect(screen.queryByRole('button', { name: 'Follow the model' })).toBeNull();
    desk.view.show(1 as never);
    await call.text('<gdi image2>Then');
    clock.frame();
    const follow = await screen.findByRole('button', { name: 'Follow the model' });
    await waitFor(() => expect(marked('told')).toHaveLength(2));
    await stage(1);
    await user.click(follow);
    await stage(2);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Follow the model' })).toBeNull());
    desk.stop();
  });

  test('stands there before anything is told of it', async () => {
    const { desk } = openApp();
    await desk.frames.add(await pictures([[560, 336]]));
    expect(within(await stage(1)).getByRole('img', { hidden: true })).toBeDefined();
    expect(marked('box')).toEqual([]);
  });
});
