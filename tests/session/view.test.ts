import { describe, expect, test } from 'vitest';
import type { FrameNo } from '../../src/grounding/index.ts';
import { highlightedIds } from '../../src/session/index.ts';
import { createView as createStores } from '../../src/session/view.ts';
import type { View } from '../../src/session/view.ts';

import { watch } from '../helpers/desk.ts';

const atOnce = { afterPaint: (callback: () => void): void => callback() };
const createView = (isRunning = (): boolean => false): View => createStores(isRunning, atOnce);

const no = (frame: number): FrameNo => frame as FrameNo;

describe('hover', () => {
  test('over a mention highlights its entities and shows its frame', () => {
    const { store, hover, leave } = createView();
    hover(['char1', 'obj2'], no(3), 40);
    expect(store.getState()).toMatchObject({ hovered: { ids: ['char1', 'obj2'], frame: 3 }, frame: 3 });
    leave();
    expect(store.getState()).toMatchObject({ hovered: null, frame: 3 });
  });

  test('over anything else shows its frame until it ends', () => {
    const { store, hover, leave, show } = createView();
    show(no(2));
    hover(['char1'], no(3));
    expect(store.getState()).toMatchObject({ hovered: { frame: 3 }, frame: 2 });
    leave();
    expect(store.getState()).toMatchObject({ hovered: null, frame: 2 });
  });

  test('over an element without a frame leaves the picture as it is', () => {
    const { store, hover, show } = createView();
    show(no(2));
    hover(['char1'], null);
    expect(store.getState()).toMatchObject({ hovered: { frame: null }, frame: 2 });
  });

  test('while the model writes does not stop the picture from following the model', () => {
    let running = true;
    const { store, hover, leave } = createView(() => running);
    hover(['char1'], no(3));
    expect(store.getState()).toMatchObject({ hovered: { ids: ['char1'], frame: 3 }, frame: null });
    leave();
    running = false;
    hover(['char1'], no(3), 40);
    expect(store.getState().frame).toBe(3);
  });

  test('over the same element again notifies no subscriber', () => {
    const { store, hover } = createView();
    hover(['char1', 'char2'], no(1));
    const states = watch(store);
    hover(['char1', 'char2'], no(1));
    expect(states).toEqual([]);
    hover(['char1'], no(1));
    hover(['char1'], no(2));
    expect(states).toHaveLength(2);
  });

  test('is cleared when another frame is shown, and kept when its own frame is shown', () => {
    const { store, hover, show } = createView();
    hover(['char1'], no(3));
    show(no(3));
    expect(store.getState().hovered?.ids).toEqual(['char1']);
    show(no(4));
    expect(store.getState()).toMatchObject({ hovered: null, frame: 4 });
    hover(['char1'], null);
    show(no(5));
    expect(store.getState().hovered?.ids).toEqual(['char1']);
  });

  test('that ends twice notifies no subscriber the second time', () => {
    const { store, hover, leave } = createView();
    hover(['char1'], null);
    leave();
    const states = watch(store);
    leave();
    expect(states).toEqual([]);
  });
});

describe('pin', () => {
  test('stays until it is set again', () => {
    const { store, pin } = createView();
    pin(['char1', 'char2'], no(4), false);
    expect(store.getState()).toMatchObject({ pinned: { ids: ['char1', 'char2'], frame: 4 }, frame: 4 });
    pin(['char1', 'char2'], no(4), false);
    expect(store.getState()).toMatchObject({ pinned: null, frame: 4 });
  });

  test('of another entity replaces the first', () => {
    const { store, pin } = createView();
    pin(['char1'], no(1), false);
    pin(['obj1', 'char1'], null, false);
    expect(store.getState()).toMatchObject({ pinned: { ids: ['obj1', 'char1'] }, frame: 1 });
  });

  test('with `add` keeps the other pins and removes only these', () => {
    const { store, pin } = createView();
    pin(['char1'], no(1), true);
    pin(['char2', 'char1'], no(2), true);
    expect(store.getState().pinned?.ids).toEqual(['char2', 'char1']);
    pin(['char1'], no(2), true);
    expect(store.getState().pinned?.ids).toEqual(['char2']);
    pin(['char2'], no(2), true);
    expect(store.getState().pinned).toBeNull();
  });

  test('of no entity adds none', () => {
    const { store, pin } = createView();
    pin(['char1'], no(1), false);
    pin([], no(1), true);
    expect(store.getState().pinned?.ids).toEqual(['char1']);
  });
});

test('release clears pins, hover and hold', () => {
  const { store, hover, pin, release } = createView();
  pin(['char1'], no(1), false);
  hover(['obj1'], no(2), 40);
  release();
  expect(store.getState()).toMatchObject({ hovered: null, pinned: null, frame: 2 });
});

test('the highlighted IDs are those that are pinned or hovered, each once', () => {
  const pinned = { ids: ['char1', 'char2'], frame: null } as const;
  const hovered = { ids: ['char2', 'obj1'], frame: null } as const;
  expect(highlightedIds({ hovered: null, pinned: null })).toEqual([]);
  expect(highlightedIds({ hovered, pinned: null })).toEqual(['char2', 'obj1']);
  expect(highlightedIds({ hovered: null, pinned })).toEqual(['char1', 'char2']);
  expect(highlightedIds({ hovered, pinned })).toEqual(['char1', 'char2', 'obj1']);
  // The same array is returned, so that nothing is drawn again for it.
  expect(highlightedIds({ hovered: null, pinned: null })).toBe(highlightedIds({ hovered: null, pinned: null }));
});

describe('the shown frame', () => {
  test('is the chosen one until the picture follows the model again', () => {
    const { store, show, follow, choose } = createView();
    choose({ analysis: 'narrative' });
    show(no(2));
    expect(store.getState()).toMatchObject({ frame: 2, analysis: 'frame' });
    follow();
    expect(store.getState().frame).toBeNull();
  });

  test('is the first frame of a new run, and the rest of the view is reset', () => {
    const { store, hover, pin, choose, open } = createView();
    const fresh = store.getState();
    hover(['char1'], no(2));
    pin(['char1'], no(2), false);
    choose({ panel: 'raw', analysis: 'narrative', setup: true });
    const place = { sequence: 's', run: 'r', previous: null };
    open(place, no(5));
    expect(store.getState()).toEqual({ ...fresh, place, frame: 5 });
    open(fresh.place, null);
    expect(store.getState()).toEqual(fresh);
  });
});

describe('a held picture', () => {
  test('stays for every reading, hover or pin, and can show another chosen frame', () => {
    const { store, hold, read, hover, pin, seek, show } = createView();
    hold(no(2));
    read(no(3));
    hover(['char1'], no(4), 40);
    pin(['char1'], no(4), false, 40);
    seek(90, no(5));
    expect(store.getState()).toMatchObject({ held: true, frame: 2, pinned: { ids: ['char1'] }, sought: { at: 90 } });
    show(no(6));
    expect(store.getState()).toMatchObject({ held: true, frame: 6 });
  });

  test.each(['hold', 'release', 'follow'] as const)('follows the reader again after `%s`', (how) => {
    const view = createView();
    view.hold(no(2));
    if (how === 'hold') view.hold(null);
    else view[how]();
    view.read(no(3));
    expect(view.store.getState()).toMatchObject({ held: false, frame: 3 });
  });
});

describe('the scroll target', () => {
  test('is a chosen frame or a mention, and a new object each time', () => {
    const { store, show, seek } = createView();
    show(no(2));
    expect(store.getState().sought).toEqual({ frame: 2, at: null });
    const before = store.getState().sought;
    show(no(2));
    expect(store.getState().sought).not.toBe(before);
    seek(70, no(3));
    expect(store.getState()).toMatchObject({ sought: { frame: 3, at: 70 }, frame: 3 });
  });

  test('is not set by reading on, and reading the same frame notifies no subscriber', () => {
    const { store, read } = createView();
    read(no(2));
    expect(store.getState()).toMatchObject({ frame: 2, sought: null });
    const states = watch(store);
    read(no(2));
    expect(states).toEqual([]);
  });
});

test('a hover while the model writes does not stop the picture from following the model', () => {
  let running = true;
  const { store, hover, leave, show } = createView(() => running);
  hover(['char1'], 2 as FrameNo);
  expect(store.getState()).toMatchObject({ hovered: { ids: ['char1'], frame: 2 }, frame: null });
  leave();
  expect(store.getState().frame).toBeNull();
  show(3 as FrameNo);
  hover(['char1'], 2 as FrameNo);
  expect(store.getState().frame).toBe(3);
  running = false;
  leave();
  hover(['char1'], 2 as FrameNo, 40);
  expect(store.getState().frame).toBe(2);
});

test('a pointer that moves within a word changes nothing', () => {
  const { store, hover } = createView();
  hover(['char1', 'char2'], 2 as FrameNo);
  const before = store.getState();
  hover(['char1', 'char2'], 2 as FrameNo);
  expect(store.getState()).toBe(before);
});

describe('how boxes are drawn', () => {
  test('is changed one setting at a time', () => {
    const { store, arrange } = createView();
    expect(store.getState().stage).toMatchObject({ boxes: 'all', labels: false, hidden: false });
    arrange({ boxes: 'sentence' });
    arrange({ labels: true, opacity: 0.5 });
    expect(store.getState().stage).toEqual({ boxes: 'sentence', labels: true, opacity: 0.5, hidden: false });
  });

  test('stays for the next run, except that hidden boxes are shown again', () => {
    const { store, arrange, open } = createView();
    arrange({ boxes: 'lit', hidden: true, opacity: 0 });
    open(store.getState().place, null);
    expect(store.getState().stage).toEqual({ boxes: 'lit', labels: false, hidden: false, opacity: 0 });
  });
});

test('two mentions of the same entities are two hover targets', () => {
  const { store, hover, pin } = createView();
  hover(['char1'], no(1), 40);
  const before = store.getState();
  hover(['char1'], no(1), 40);
  expect(store.getState()).toBe(before);
  hover(['char1'], no(1), 90);
  expect(store.getState().hovered?.at).toBe(90);
  hover(['char1'], no(1), 'stage');
  expect(store.getState().hovered?.at).toBe('stage');
  pin(['char1'], no(1), false, 40);
  expect(store.getState().pinned?.at).toBe(40);
});
