import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { StageView } from '../../src/features/stage/index.ts';
import { dataUrl, readPicture } from '../../src/inference/index.ts';
import { SessionProvider } from '../../src/session/react.tsx';
import { harbour } from '../fixtures/harbour.ts';
import { painted, pictures, stage } from '../helpers/app.tsx';
import type { Size } from '../helpers/app.tsx';
import { createTestSession } from '../helpers/session.ts';
import { percent, placeOn, wheel } from './looking.ts';
import { expectOver } from './over.ts';
import { canvasOn } from './stage-ink.ts';

/** Renders a pane of this size with the picture of the first frame. */
async function openPane([width, height]: Size, frame: Size = [560, 336]) {
  const { session } = createTestSession({ readPicture, dataUrl });
  await session.frames.add(await pictures([frame]));
  session.open({ name: 'output.txt', text: harbour });
  render(
    <SessionProvider session={session}>
      <div data-testid="pane" className="fixed top-0 left-0 overflow-auto" style={{ width, height }}>
        <StageView room="pane" tools={<button type="button">Ruler</button>} />
      </div>
    </SessionProvider>,
  );
  const pane = screen.getByTestId('pane');
  return {
    session,
    pane,
    resize: ([across, down]: Size): void => {
      pane.style.width = `${across}px`;
      pane.style.height = `${down}px`;
    },
  };
}

const caption = (): DOMRect => screen.getByText('Image 1').getBoundingClientRect();

/**
 * Checks the picture without the code under test: as large as possible above the caption, undistorted, centered,
 * nothing scrolls.
 */
async function expectFitted(pane: HTMLElement, [across, down]: Size): Promise<void> {
  const on = await stage(1);
  const outer = pane.getBoundingClientRect();
  const tools = screen.getByRole('button', { name: 'Hold this picture' }).parentElement?.getBoundingClientRect();
  const room = { width: outer.width, height: (tools?.top ?? 0) - outer.top };
  await waitFor(() => {
    const { left, right, top, bottom, width, height } = on.getBoundingClientRect();
    expect(Math.min(Math.abs(room.width - width), Math.abs(room.height - height))).toBeLessThanOrEqual(5);
    expect(width).toBeLessThanOrEqual(room.width);
    expect(height).toBeLessThanOrEqual(room.height);
    expect(Math.abs(width * down - height * across)).toBeLessThanOrEqual(Math.max(across, down));
    expect(left - outer.left).toBeCloseTo(outer.right - right, 0);
    expect(Math.abs(top - outer.top - (room.height - (bottom - outer.top)))).toBeLessThanOrEqual(5);
    expect(bottom).toBeLessThanOrEqual(caption().top);
  });
  expect([pane.scrollWidth, pane.scrollHeight]).toEqual([pane.clientWidth, pane.clientHeight]);
  const canvas = await waitFor(() => canvasOn(on));
  await waitFor(() => {
    const { width, height } = canvas.getBoundingClientRect();
    expect([canvas.width, canvas.height]).toEqual([width * devicePixelRatio, height * devicePixelRatio]);
  });
}

describe('in a pane the picture is as large as possible', () => {
  test.each([
    [
      [700, 300],
      [560, 336],
    ],
    [
      [300, 700],
      [560, 336],
    ],
    [
      [700, 300],
      [280, 560],
    ],
    [
      [333.4, 287.3],
      [560, 336],
    ],
    [
      [501.7, 240.2],
      [336, 336],
    ],
    [
      [240, 160],
      [560, 336],
    ],
  ] as const)('of %o, of a frame of %o', async (size, frame) => {
    const { pane } = await openPane(size, frame);
    await expectFitted(pane, frame);
  });

  test('also after a resize, and every box button is over its box', async () => {
    const { pane, resize } = await openPane([700, 500]);
    await expectFitted(pane, [560, 336]);
    for (const size of [
      [320, 480],
      [900, 260],
      [611.5, 333.3],
    ] as const) {
      // oxlint-disable no-await-in-loop -- one size after the other
      resize(size);
      await expectFitted(pane, [560, 336]);
      await expectOver('char2', [210, 120, 300, 310], [560, 336]);
      // oxlint-enable no-await-in-loop
    }
  });

  test('and shows the same part of a zoomed frame after the pane is resized', async () => {
    const { resize } = await openPane([700, 500]);
    const on = await stage(1);
    const { x, y } = placeOn(on, 0.9, 0.2);
    for (let i = 0; i < 6; i++) wheel(on, x, y, { deltaY: -100, ctrlKey: true });
    await waitFor(() => expect(percent()).toBeGreaterThan(300));
    const middle = (): number[] => {
      const picture = on.querySelector('img')?.getBoundingClientRect() ?? new DOMRect();
      const at = placeOn(on, 0.5, 0.5);
      return [(at.x - picture.left) / picture.width, (at.y - picture.top) / picture.height];
    };
    const before = middle();
    const width = on.getBoundingClientRect().width;
    resize([400, 400]);
    await waitFor(() => expect(on.getBoundingClientRect().width).toBeLessThan(width));
    for (const [i, part] of middle().entries()) expect(part).toBeCloseTo(before[i] ?? 0, 3);
  });

  test('and is hidden while the pane is almost closed', async () => {
    const { pane, resize } = await openPane([700, 500]);
    await stage(1);
    resize([700, 40]);
    await waitFor(() => expect(document.querySelector('[data-stage]')).toBeNull());
    expect(pane.scrollHeight).toBe(40);
    resize([700, 500]);
    await expectFitted(pane, [560, 336]);
  });
});

describe('the line below the picture', () => {
  const names = (): (string | null)[] =>
    screen
      .getAllByRole('button')
      .flatMap((button) => (button.dataset['box'] ? [] : [button.ariaLabel ?? button.textContent]));

  test.each([700, 513, 366, 296])('of %i pixels does not wrap, and nothing covers the picture', async (width) => {
    await openPane([width, 320]);
    const on = (await stage(1)).getBoundingClientRect();
    await painted();
    for (const button of screen.getAllByRole('button')) {
      if (button.dataset['box']) continue;
      const { top, bottom, left, right, height } = button.getBoundingClientRect();
      expect(top).toBeGreaterThanOrEqual(on.bottom);
      expect(bottom).toBeLessThanOrEqual(320);
      expect(left).toBeGreaterThanOrEqual(caption().right);
      expect(right).toBeLessThanOrEqual(width);
      if (button.textContent !== 'Ruler') expect(height).toBeGreaterThanOrEqual(24);
    }
  });

  test('has fewer tools if it is short, and puts the box tools into the Boxes panel', async () => {
    const { resize } = await openPane([700, 320]);
    await stage(1);
    expect(names()).toEqual(expect.arrayContaining(['Ruler', 'Zoom in', '1:1, actual size', 'Hide the boxes']));
    resize([513, 320]);
    await waitFor(() => expect(names()).not.toContain('Ruler'));
    expect(names()).toContain('Zoom in');
    screen.getByRole('button', { name: 'Boxes' }).click();
    expect(await screen.findByRole('button', { name: 'Ruler' })).toBeDefined();
    resize([366, 320]);
    await waitFor(() => expect(names()).not.toContain('Zoom in'));
    expect(names()).toEqual(
      expect.arrayContaining([
        'Fit the picture',
        'Zoom to highlighted',
        'Boxes',
        'Hide the boxes',
        'Hold this picture',
      ]),
    );
  });
});
