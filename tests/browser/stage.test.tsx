import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { hueOfKind, pictureTone } from '../../src/theme/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { marked, mention, openOutput, openRun, stage, boxButton } from '../helpers/app.tsx';
import { expectOver } from './over.ts';
import { canvasOn, expectNear, inkAt, pixelOf } from './stage-ink.ts';

const table = (...rows: string[]): string =>
  `<think>\n## Image 1\n### Objects\n| Object ID | Description | Bounding Box |\n|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}</think>\n<gdi image1>Words.</gdi>`;

/** The hue of a mention on the page. */
const hueOf = (words: string): number => Number(getComputedStyle(mention(words)).getPropertyValue('--hue'));

describe('the buttons of the boxes', () => {
  test('are exactly over the boxes of the sent picture', async () => {
    const { session, clock, call } = await openRun([[960, 540]]);
    await call.text(
      table('obj1 | Kite | 318,48,345,135', 'obj2 | Whole | 0,0,952,532', 'obj3 | Last | 700,400,951,531'),
    );
    clock.frame();
    // 960x540 is sent as 952x532, and the model's boxes are in pixels of that.
    await expectOver('obj1', [318, 48, 345, 135], [952, 532]);
    await expectOver('obj2', [0, 0, 952, 532], [952, 532]);
    await expectOver('obj3', [700, 400, 951, 531], [952, 532]);
    session.stop();
  });

  test('are over the boxes of an opened output, which are measured in the original file', async () => {
    await openOutput(table('obj1 | Kite | 318,48,345,135', 'obj2 | Last | 600,300,960,540'), [[960, 540]]);
    await expectOver('obj1', [318, 48, 345, 135], [960, 540]);
    await expectOver('obj2', [600, 300, 960, 540], [960, 540]);
  });

  test('are over the boxes of a tall picture, also after the window is resized', async () => {
    await openOutput(table('obj1 | Kite | 20,100,260,500'), [[280, 560]]);
    await expectOver('obj1', [20, 100, 260, 500], [280, 560]);
    const main = screen.getByRole('main');
    const before = (await stage(1)).getBoundingClientRect().width;
    main.style.width = '300px';
    main.style.height = '300px';
    await waitFor(async () => expect((await stage(1)).getBoundingClientRect().width).toBeLessThan(before));
    await expectOver('obj1', [20, 100, 260, 500], [280, 560]);
  });

  test('are over the boxes of a frame without a picture', async () => {
    await openOutput(harbour);
    const fitting = [481, 311] as const;
    await expectOver('char1', [40, 60, 180, 300], fitting);
    await expectOver('lm1', [400, 0, 480, 220], fitting);
    expect((await stage(1)).querySelector('img')).toBeNull();
    expect(screen.getByText(/no picture; boxes are drawn on an empty frame of 481 × 311/)).toBeDefined();
  });

  test('are named after the entity and its written box', async () => {
    await openOutput(harbour);
    expect((await boxButton('char2')).getAttribute('aria-label')).toBe('Tom (char2), 210,120 to 300,310');
    expect((await boxButton('char2')).dataset).toMatchObject({ box: 'char2', frame: '1', lit: 'false' });
    expect(screen.getByRole('group', { name: 'Image 1 with its boxes' })).toBe(await stage(1));
    expect(
      within(await stage(1))
        .getAllByRole('button')
        .map(({ dataset }) => dataset['box']),
    ).toEqual(['char1', 'lm1', 'char2', 'obj1']);
  });

  test('can be hovered even if the box has swapped corners, is cut off, or has no area', async () => {
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
    const labels = await Promise.all(
      ['obj1', 'obj2', 'obj3', 'obj4'].map(async (id) => (await boxButton(id)).ariaLabel),
    );
    expect(labels).toEqual([
      'Swapped (obj1), 300,200 to 100,50',
      'Out (obj2), 400,200 to 900,900, partly outside the picture',
      'Flat (obj3), 50,60 to 50,90, no area in the picture',
      'Gone (obj4), 2000,20 to 2100,90, no area in the picture',
    ]);
    const whole = (await stage(1)).getBoundingClientRect();
    const flat = (await boxButton('obj3')).getBoundingClientRect();
    expect(flat.width).toBeGreaterThanOrEqual(14);
    expect(flat.left + flat.width / 2 - whole.left).toBeCloseTo((50 / 560) * whole.width, 0);
    const gone = (await boxButton('obj4')).getBoundingClientRect();
    expect(gone.right).toBeLessThanOrEqual(whole.right + 0.5);
  });
});

describe('a highlighted box', () => {
  test('is highlighted as a button and on the canvas, and the others are not', async () => {
    const { user } = await openOutput(harbour, [[560, 336]]);
    const [char1, char2] = [await boxButton('char1'), await boxButton('char2')];
    const on = await stage(1);
    await waitFor(() => canvasOn(on));
    const border = (box: HTMLElement): number[] => {
      const { left, top, height } = box.getBoundingClientRect();
      return inkAt(on, left + 1, top + height / 2);
    };
    await user.hover(mention('Ines'));
    await waitFor(() => expect(char1.dataset['lit']).toBe('true'));
    expect(char2.dataset['lit']).toBe('false');
    await waitFor(() => expectNear(border(char1), pixelOf(pictureTone(hueOf('Ines')))));
    await waitFor(() => expect(border(char2)[3]).toBeLessThan(140));
    await user.unhover(mention('Ines'));
    await waitFor(() => expect(border(char1)[3]).toBeLessThan(230));
    expect(char1.dataset['lit']).toBe('false');
  });

  test('changes its colour at once when the user colours by kind', async () => {
    const { session } = await openOutput(harbour, [[560, 336]]);
    const on = await stage(1);
    const char2 = await boxButton('char2');
    await waitFor(() => canvasOn(on));
    const seen = (): number[] => {
      const { left, top, height } = char2.getBoundingClientRect();
      return inkAt(on, left + 1, top + height / 2);
    };
    session.view.pin(['char2'], 1 as never, false);
    const own = hueOf('Tom');
    await waitFor(() => expectNear(seen(), pixelOf(pictureTone(own))));
    session.prefer({ colouring: 'kind' });
    await waitFor(() => expectNear(seen(), pixelOf(pictureTone(hueOfKind('char')))));
    expect(hueOf('Tom')).toBe(hueOfKind('char'));
    expect(own).not.toBe(hueOfKind('char'));
    session.prefer({ colouring: 'identity' });
    await waitFor(() => expectNear(seen(), pixelOf(pictureTone(own))));
  });

  test('is each of those that a mention of several entities names', async () => {
    const { user } = await openOutput(harbour);
    await user.hover(mention('They'));
    await waitFor(async () => expect((await boxButton('char1')).dataset['lit']).toBe('true'));
    const lit = marked('box', await stage(1)).filter(({ dataset }) => dataset['lit'] === 'true');
    expect(lit.map(({ dataset }) => dataset['box'])).toEqual(['char1', 'char2']);
  });

  test('that is hovered or focused highlights its words in every frame', async () => {
    const { session, user } = await openOutput(harbour);
    const tint = (words: string): string => getComputedStyle(mention(words)).getPropertyValue('--tint');
    const usual = tint('the kite');
    await user.hover(await boxButton('char2'));
    await waitFor(() => {
      for (const words of ['Tom', 'the boy', 'They']) expect(tint(words)).not.toBe(usual);
    });
    expect(tint('the kite')).toBe(usual);
    await user.unhover(await boxButton('char2'));
    await waitFor(() => expect(tint('Tom')).toBe(usual));
    (await boxButton('obj1')).focus();
    await waitFor(() => expect(tint('the kite')).not.toBe(usual));
    (await boxButton('obj1')).blur();
    expect(session.view.store.getState().selection.hovered).toBeNull();
  });

  test('is pinned by a click on its button, and says so', async () => {
    const { user } = await openOutput(harbour);
    await user.click(await boxButton('obj1'));
    expect((await boxButton('obj1')).getAttribute('aria-pressed')).toBe('true');
    expect(mention('the kite').getAttribute('aria-pressed')).toBe('true');
    await user.keyboard('{Escape}');
    await waitFor(async () => expect((await boxButton('obj1')).getAttribute('aria-pressed')).toBe('false'));
  });
});
