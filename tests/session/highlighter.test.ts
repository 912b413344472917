import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntityId, FrameNo } from '../../src/grounding/index.ts';
import { ANYTHING, cellKey, entityKey } from '../../src/session/index.ts';
import { createView } from '../../src/session/view.ts';
import type { View } from '../../src/session/view.ts';

const IDS: readonly EntityId[] = ['char1', 'obj2', 'LOCATION'];
const open = (): View => createView(() => false, { afterPaint: (callback) => callback() });

/** An element as far as the highlighter knows it. */
function createElement(): { readonly element: Element; readonly isHighlighted: () => boolean } {
  const attributes = new Set<string>();
  const toggleAttribute = (name: string, on: boolean): boolean => {
    if (on) attributes.add(name);
    else attributes.delete(name);
    return on;
  };
  return {
    element: { toggleAttribute } as unknown as Element,
    isHighlighted: () => attributes.has('data-highlighted'),
  };
}

const frame = fc.constantFrom<FrameNo | null>(null, 1 as FrameNo, 2 as FrameNo);
const ids = fc.subarray([...IDS], { minLength: 1 });
const action = fc.oneof(
  fc.tuple(fc.constant('hover' as const), ids, frame),
  fc.tuple(fc.constant('pin' as const), ids, frame),
  fc.tuple(fc.constant('leave' as const), ids, frame),
  fc.tuple(fc.constant('release' as const), ids, frame),
);

test('an element is highlighted exactly while one of its keys is, whenever it was added', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 12 }), ids, frame, fc.nat(12), (actions, own, where, added) => {
      const view = open();
      const [words, cell, any] = [createElement(), createElement(), createElement()];
      const [first = 'char1'] = own;
      const add = (): void => {
        view.highlighter.add(
          words.element,
          own.map((id) => entityKey(id, where)),
        );
        view.highlighter.add(cell.element, [cellKey(first, where)]);
        view.highlighter.add(any.element, [ANYTHING]);
      };
      for (const [i, [type, of, at]] of actions.entries()) {
        if (i === added) add();
        if (type === 'hover') view.hover(of, at);
        else if (type === 'pin') view.pin(of, at, true);
        else view[type]();
      }
      if (added >= actions.length) add();
      const { hovered, pinned } = view.store.getState().selection;
      const isLit = (id: EntityId): boolean =>
        [hovered, pinned].some((one) => one?.ids.includes(id) && (id !== 'LOCATION' || one.frame === where));
      const target = hovered ?? pinned;
      // An element of the setting is the same as its cell.
      const isCellLit = first === 'LOCATION' ? isLit(first) : target?.ids.includes(first) && target.frame === where;
      expect(words.isHighlighted()).toBe(own.some(isLit));
      expect(cell.isHighlighted()).toBe(isCellLit ?? false);
      expect(any.isHighlighted()).toBe(target !== null);
    }),
  );
});

test('an element that was removed is left alone', () => {
  const view = open();
  const { element, isHighlighted } = createElement();
  const remove = view.highlighter.add(element, ['char1']);
  remove();
  view.hover(['char1'], null);
  expect(isHighlighted()).toBe(false);
});

test('an element of one run is not highlighted by another run', () => {
  const [one, other] = [open(), open()];
  const { element, isHighlighted } = createElement();
  one.highlighter.add(element, ['char1']);
  other.pin(['char1'], null, false);
  expect(isHighlighted()).toBe(false);
});
