import { fireEvent, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { openOutput, painted, boxButton } from '../helpers/app.tsx';

describe('of boxes that lie over one another', () => {
  const table = (...rows: string[]): string =>
    `<think>\n## Image 1\n### Objects\n| Object ID | Description | Bounding Box |\n|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}</think>\n<gdi image1>Words.</gdi>`;
  const nested = table('obj1 | Sea | 0,0,560,336', 'obj2 | Boat | 100,50,400,300', 'obj3 | Bell | 200,100,260,160');

  /** What a pointer meets there. */
  const met = (x: number, y: number): string | undefined =>
    (document.elementFromPoint(x, y) as HTMLElement | null)?.dataset['box'];

  test('the smallest wins the click, and ↑ and ↓ bring up the others under the pointer', async () => {
    const { desk, user } = await openOutput(nested, [[560, 336]]);
    const bell = await boxButton('obj3');
    const { left, top, width, height } = bell.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2 };
    const lit = (): readonly string[] => desk.view.store.getState().hovered?.ids ?? [];
    expect(met(at.clientX, at.clientY)).toBe('obj3');
    await user.pointer({ target: bell, coords: at });
    expect(lit()).toEqual(['obj3']);
    await user.keyboard('{ArrowDown}');
    expect(lit()).toEqual(['obj2']);
    await waitFor(() => expect(met(at.clientX, at.clientY)).toBe('obj2'));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(met(at.clientX, at.clientY)).toBe('obj1'));
    await user.keyboard('{ArrowUp}');
    await waitFor(() => expect(met(at.clientX, at.clientY)).toBe('obj2'));
    // A hand is never quite still.
    fireEvent.pointerMove(await boxButton('obj2'), { clientX: at.clientX + 2, clientY: at.clientY });
    await painted();
    expect(met(at.clientX, at.clientY)).toBe('obj2');
    // The pointer goes on, and the smallest is on top again.
    fireEvent.pointerMove(await boxButton('obj2'), { clientX: at.clientX + 20, clientY: at.clientY });
    await waitFor(() => expect(met(at.clientX, at.clientY)).toBe('obj3'));
  });

  test('a pointer that is there before anything else is under it when a key comes', async () => {
    const pointed = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        const bell = document.querySelector('button[data-box="obj3"]');
        if (!bell) return;
        observer.disconnect();
        const { left, top } = bell.getBoundingClientRect();
        const at = { clientX: left + 5, clientY: top + 5 };
        fireEvent.pointerOver(bell, at);
        fireEvent.pointerMove(bell, at);
        resolve();
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
    const { desk, user } = await openOutput(nested, [[560, 336]]);
    await pointed;
    await painted();
    expect(desk.view.store.getState().hovered?.ids).toEqual(['obj3']);
    await user.keyboard('{ArrowDown}');
    expect(desk.view.store.getState().hovered?.ids).toEqual(['obj2']);
  });

  test('the one that was brought up is the one that a click pins', async () => {
    const { desk, user } = await openOutput(nested, [[560, 336]]);
    const { left, top } = (await boxButton('obj3')).getBoundingClientRect();
    const at = { clientX: left + 5, clientY: top + 5 };
    await user.pointer({ target: await boxButton('obj3'), coords: at });
    await user.keyboard('{ArrowUp}');
    await waitFor(() => expect(met(at.clientX, at.clientY)).toBe('obj1'));
    const target = document.elementFromPoint(at.clientX, at.clientY) ?? document.body;
    await user.pointer({ target, coords: at, keys: '[MouseLeft]' });
    expect(desk.view.store.getState().pinned?.ids).toEqual(['obj1']);
    // Who has the focus does not lie over the others.
    (await boxButton('obj1')).focus();
    await waitFor(() => expect(met(at.clientX, at.clientY)).toBe('obj3'));
  });

  test('↑ and ↓ lead the focus through all that overlap', async () => {
    const { desk, user } = await openOutput(nested, [[560, 336]]);
    await user.tab();
    (await boxButton('obj3')).focus();
    const focused = (): string | undefined => (document.activeElement as HTMLElement).dataset['box'];
    const way: (string | undefined)[] = [];
    for (const key of ['{ArrowDown}', '{ArrowDown}', '{ArrowDown}', '{ArrowUp}']) {
      // oxlint-disable-next-line no-await-in-loop -- one step after the other
      await user.keyboard(key);
      way.push(focused());
    }
    expect(way).toEqual(['obj2', 'obj1', 'obj3', 'obj1']);
    expect(desk.view.store.getState().hovered?.ids).toEqual(['obj1']);
    await user.keyboard('{Enter}');
    expect(desk.view.store.getState().pinned?.ids).toEqual(['obj1']);
  });
});
