import { fireEvent, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { openOutput, painted, boxButton } from '../helpers/app.tsx';

describe('with overlapping boxes', () => {
  const table = (...rows: string[]): string =>
    `<think>\n## Image 1\n### Objects\n| Object ID | Description | Bounding Box |\n|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}</think>\n<gdi image1>Words.</gdi>`;
  const nested = table('obj1 | Sea | 0,0,560,336', 'obj2 | Boat | 100,50,400,300', 'obj3 | Bell | 200,100,260,160');

  /** The box button under a point. */
  const met = (x: number, y: number): string | undefined =>
    (document.elementFromPoint(x, y) as HTMLElement | null)?.dataset['box'];

  test('a click goes to the smallest, and ↑ and ↓ raise the others under the pointer', async () => {
    const { session, user } = await openOutput(nested, [[560, 336]]);
    const bell = await boxButton('obj3');
    const { left, top, width, height } = bell.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2 };
    const lit = (): readonly string[] => session.view.store.getState().selection.hovered?.ids ?? [];
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
    // A small movement, as a hand is never quite still.
    fireEvent.pointerMove(await boxButton('obj2'), { clientX: at.clientX + 2, clientY: at.clientY });
    await painted();
    expect(met(at.clientX, at.clientY)).toBe('obj2');
    // After a larger movement the smallest is on top again.
    fireEvent.pointerMove(await boxButton('obj2'), { clientX: at.clientX + 20, clientY: at.clientY });
    await waitFor(() => expect(met(at.clientX, at.clientY)).toBe('obj3'));
  });

  test('a pointer that was over the stage before it appeared counts when a key is pressed', async () => {
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
    const { session, user } = await openOutput(nested, [[560, 336]]);
    await pointed;
    await painted();
    expect(session.view.store.getState().selection.hovered?.ids).toEqual(['obj3']);
    await user.keyboard('{ArrowDown}');
    expect(session.view.store.getState().selection.hovered?.ids).toEqual(['obj2']);
  });

  test('a click pins the raised box', async () => {
    const { session, user } = await openOutput(nested, [[560, 336]]);
    const { left, top } = (await boxButton('obj3')).getBoundingClientRect();
    const at = { clientX: left + 5, clientY: top + 5 };
    await user.pointer({ target: await boxButton('obj3'), coords: at });
    await user.keyboard('{ArrowUp}');
    await waitFor(() => expect(met(at.clientX, at.clientY)).toBe('obj1'));
    const target = document.elementFromPoint(at.clientX, at.clientY) ?? document.body;
    await user.pointer({ target, coords: at, keys: '[MouseLeft]' });
    expect(session.view.store.getState().selection.pinned?.ids).toEqual(['obj1']);
    // The focus does not raise a box.
    (await boxButton('obj1')).focus();
    await waitFor(() => expect(met(at.clientX, at.clientY)).toBe('obj3'));
  });

  test('↑ and ↓ move the focus through all of them', async () => {
    const { session, user } = await openOutput(nested, [[560, 336]]);
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
    expect(session.view.store.getState().selection.hovered?.ids).toEqual(['obj1']);
    await user.keyboard('{Enter}');
    expect(session.view.store.getState().selection.pinned?.ids).toEqual(['obj1']);
  });
});
