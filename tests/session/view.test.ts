import { describe, expect, test } from 'vitest';
import type { EntityId, FrameNo } from '../../src/grounding/index.ts';
import { highlightedIds, isPinnedIn } from '../../src/session/index.ts';
import { createView as createStores } from '../../src/session/view.ts';
import type { View } from '../../src/session/view.ts';

import { watch } from '../helpers/session.ts';

const atOnce = { afterPaint: (callback: () => void): void => callback() };
const createView = (isRunning = (): boolean => false): View => createStores(isRunning, atOnce);

const no = (frame: number): FrameNo => frame as FrameNo;

describe('hover', () => {
  test('over a mention highlights its entities and shows its frame', () => {
    const { store, hover, leave } = createView();
    hover(['char1', 'obj2'], no(3), 40);
    expect(store.getState()).toMatchObject({
      selection: { hovered: { ids: ['char1', 'obj2'], frame: 3 } },
      cursor: { frame: 3 },
    });
    leave();
    expect(store.getState()).toMatchObject({ selection: { hovered: null }, cursor: { frame: 3 } });
  });

  test('over anything else shows its frame until it ends', () => {
    const { store, hover, leave, show } = createView();
    show(no(2));
    hover(['char1'], no(3));
    expect(store.getState()).toMatchObject({ selection: { hovered: { frame: 3 } }, cursor: { frame: 2 } });
    leave();
    expect(store.getState()).toMatchObject({ selection: { hovered: null }, cursor: { frame: 2 } });
  });

  test('over an element without a frame leaves the picture as it is', () => {
    const { store, hover, show } = createView();
    show(no(2));
    hover(['char1'], null);
    expect(store.getState()).toMatchObject({ selection: { hovered: { frame: null } }, cursor: { frame: 2 } });
  });

  test('while the model writes does not stop the picture from following the model', () => {
    let running = true;
    const { store, hover, leave } = createView(() => running);
    hover(['char1'], no(3));
    expect(store.getState()).toMatchObject({
      selection: { hovered: { ids: ['char1'], frame: 3 } },
      cursor: { frame: null },
    });
    leave();
    running = false;
    hover(['char1'], no(3), 40);
    expect(store.getState().cursor.frame).toBe(3);
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
    expect(store.getState().selection.hovered?.ids).toEqual(['char1']);
    show(no(4));
    expect(store.getState()).toMatchObject({ selection: { hovered: null }, cursor: { frame: 4 } });
    hover(['char1'], null);
    show(no(5));
    expect(store.getState().selection.hovered?.ids).toEqual(['char1']);
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

describe('a pin', () => {
  test('stays until it is removed, however often it is set', () => {
    const { store, pin, unpin } = createView();
    pin(['char1', 'char2'], no(4), false);
    expect(store.getState()).toMatchObject({
      selection: { pinned: { ids: ['char1', 'char2'], frame: 4 } },
      cursor: { frame: 4 },
    });
    pin(['char1', 'char2'], no(3), false);
    expect(store.getState().selection.pinned).toMatchObject({ ids: ['char1', 'char2'], frame: 3 });
    unpin(['char1']);
    expect(store.getState()).toMatchObject({
      selection: { pinned: { ids: ['char2'], frame: 3 } },
      cursor: { frame: 3 },
    });
    unpin(['char2', 'obj1']);
    expect(store.getState().selection.pinned).toBeNull();
  });

  test('of another entity replaces the first', () => {
    const { store, pin } = createView();
    pin(['char1'], no(1), false);
    pin(['obj1', 'char1'], null, false);
    expect(store.getState()).toMatchObject({ selection: { pinned: { ids: ['obj1', 'char1'] } }, cursor: { frame: 1 } });
  });

  test('of no entity adds none', () => {
    const { store, pin, toggle } = createView();
    pin(['char1'], no(1), false);
    pin([], no(1), true);
    toggle([], no(1), true);
    expect(store.getState().selection.pinned?.ids).toEqual(['char1']);
  });
});

describe('toggle', () => {
  test('pins, and the second time unpins', () => {
    const { store, toggle } = createView();
    toggle(['char1', 'char2'], no(4), false);
    expect(store.getState()).toMatchObject({
      selection: { pinned: { ids: ['char1', 'char2'], frame: 4 } },
      cursor: { frame: 4 },
    });
    toggle(['char1', 'char2'], no(5), false);
    expect(store.getState()).toMatchObject({ selection: { pinned: null }, cursor: { frame: 5 } });
  });

  test('of one of several pinned entities unpins all', () => {
    const { store, pin, toggle } = createView();
    pin(['char1', 'char2'], no(4), false);
    toggle(['char1'], no(4), false);
    expect(store.getState().selection.pinned).toBeNull();
  });

  test('with `add` keeps the other pins and removes only these', () => {
    const { store, toggle } = createView();
    toggle(['char1'], no(1), true);
    toggle(['char2', 'char1'], no(2), true);
    expect(store.getState().selection.pinned?.ids).toEqual(['char2', 'char1']);
    toggle(['char1'], no(2), true);
    expect(store.getState().selection.pinned?.ids).toEqual(['char2']);
    toggle(['char2'], no(2), true);
    expect(store.getState().selection.pinned).toBeNull();
  });
});

test('release clears pins, hover and hold', () => {
  const { store, hover, pin, release } = createView();
  pin(['char1'], no(1), false);
  hover(['obj1'], no(2), 40);
  release();
  expect(store.getState()).toMatchObject({
    selection: { hovered: null, pinned: null },
    cursor: { frame: 2, by: 'reader' },
  });
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
    expect(store.getState()).toMatchObject({ cursor: { frame: 2, by: 'reader' }, analysis: 'frame' });
    follow();
    expect(store.getState().cursor).toEqual({ frame: null, at: null, by: 'model' });
  });

  test('is the first frame of a new run, and the rest of the view is reset', () => {
    const { store, hover, pin, choose, open } = createView();
    const fresh = store.getState();
    hover(['char1'], no(2));
    pin(['char1'], no(2), false);
    choose({ panel: 'raw', analysis: 'narrative', setup: true });
    const place = { sequence: 's', run: 'r', previous: null };
    open(place, no(5));
    expect(store.getState()).toEqual({ ...fresh, place, cursor: { frame: 5, at: null, by: 'reader' } });
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
    expect(store.getState()).toMatchObject({
      cursor: { by: 'held', frame: 2, at: 90 },
      selection: { pinned: { ids: ['char1'] } },
    });
    show(no(6));
    expect(store.getState().cursor).toEqual({ by: 'held', frame: 6, at: null });
  });

  test.each(['hold', 'release', 'follow'] as const)('follows the reader again after `%s`', (how) => {
    const view = createView();
    view.hold(no(2));
    if (how === 'hold') view.hold(null);
    else view[how]();
    view.read(no(3));
    expect(view.store.getState().cursor).toMatchObject({ by: 'reader', frame: 3 });
  });
});

describe('a scroll target', () => {
  test('is a chosen frame or a mention, and is reported each time', () => {
    const { store, show, seek, onSeek } = createView();
    const sought = watch({ subscribe: onSeek });
    show(no(2));
    show(no(2));
    seek(70, no(3));
    expect(store.getState().cursor).toEqual({ frame: 3, at: 70, by: 'reader' });
    seek(90, null);
    expect(store.getState().cursor).toEqual({ frame: 3, at: 90, by: 'reader' });
    expect(sought).toEqual([
      { frame: 2, at: null },
      { frame: 2, at: null },
      { frame: 3, at: 70 },
      { frame: null, at: 90 },
    ]);
  });

  test('is reported until the listener is removed, and never for reading, hovering or focusing', () => {
    const { show, read, hover, moveTo, onSeek } = createView();
    const sought: unknown[] = [];
    const stop = onSeek((target) => sought.push(target));
    read(no(2));
    hover(['char1'], no(3), 40);
    moveTo(40);
    stop();
    show(no(2));
    expect(sought).toEqual([]);
  });
});

test('reading the same frame notifies no subscriber', () => {
  const { store, read } = createView();
  read(no(2));
  expect(store.getState().cursor).toEqual({ frame: 2, at: null, by: 'reader' });
  const states = watch(store);
  read(no(2));
  expect(states).toEqual([]);
  read(null);
  expect(store.getState().cursor.by).toBe('model');
});

test('the mention with the focus stays at the cursor while the user reads on, until a frame is chosen', () => {
  const { store, moveTo, read, show } = createView();
  moveTo(40);
  expect(store.getState().cursor).toEqual({ frame: null, at: 40, by: 'model' });
  read(no(2));
  expect(store.getState().cursor).toEqual({ frame: 2, at: 40, by: 'reader' });
  show(no(2));
  expect(store.getState().cursor.at).toBeNull();
});

test.each([
  ['char1', 2, true],
  ['char1', 3, false],
  ['char1', null, true],
  ['char2', 2, false],
])('%s is pinned in frame %j: %j', (id, frame, expected) => {
  const pinned = { ids: ['char1'], frame: no(2) } as const;
  expect(isPinnedIn(pinned, id as EntityId, frame as FrameNo | null)).toBe(expected);
  expect(isPinnedIn(null, id as EntityId, frame as FrameNo | null)).toBe(false);
});

test('a hover while the model writes does not stop the picture from following the model', () => {
  let running = true;
  const { store, hover, leave, show } = createView(() => running);
  hover(['char1'], 2 as FrameNo);
  expect(store.getState()).toMatchObject({
    selection: { hovered: { ids: ['char1'], frame: 2 } },
    cursor: { frame: null },
  });
  leave();
  expect(store.getState().cursor.frame).toBeNull();
  show(3 as FrameNo);
  hover(['char1'], 2 as FrameNo);
  expect(store.getState().cursor.frame).toBe(3);
  running = false;
  leave();
  hover(['char1'], 2 as FrameNo, 40);
  expect(store.getState().cursor.frame).toBe(2);
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
  expect(store.getState().selection.hovered?.at).toBe(90);
  hover(['char1'], no(1), 'stage');
  expect(store.getState().selection.hovered?.at).toBe('stage');
  pin(['char1'], no(1), false, 40);
  expect(store.getState().selection.pinned?.at).toBe(40);
});
