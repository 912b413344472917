import { useMemo } from 'react';
import type { EntityId, FrameNo } from '../../grounding/base.ts';
import { highlightedIds } from '../../session/index.ts';
import type { Pointed } from '../../session/index.ts';
import { useDoc, useView } from '../../session/react.tsx';
import { namedIn } from './sentence.ts';
import type { PointedMention } from './sentence.ts';
import type { VisibleBox } from './visibleBoxes.ts';

/** All highlighted entities. The array changes only when its content does. */
export function useHighlighted(): readonly EntityId[] {
  const lit = useView((state) => highlightedIds(state.selection).join(' '));
  return useMemo(() => idsOf(lit), [lit]);
}

/** The frame's boxes that the user's choice (all, this sentence, highlighted, hidden) leaves visible. */
export function useVisibleBoxes(
  boxes: readonly VisibleBox[],
  frame: FrameNo,
  lit: readonly EntityId[],
): readonly VisibleBox[] {
  const { boxes: which, hidden } = useView((state) => state.stage);
  // A box on the picture belongs to no sentence. While the user points at one, the pinned mention counts instead.
  const pointed = useView(({ selection }) => mentionOf(selection.hovered) ?? mentionOf(selection.pinned));
  // Joined to one string, so that new story text causes a render only if it names a new entity.
  const named = useDoc(({ story }) => (which === 'sentence' ? namedIn(story, frame, pointed).join(' ') : ''));
  return useMemo(() => {
    if (hidden) return NONE;
    if (which === 'all') return boxes;
    const wanted = new Set([...lit, ...idsOf(named)]);
    return boxes.filter(({ id }) => wanted.has(id));
  }, [boxes, which, hidden, lit, named]);
}

const NONE: readonly VisibleBox[] = [];

function idsOf(joined: string): readonly EntityId[] {
  return joined === '' ? [] : (joined.split(' ') as EntityId[]);
}

const mentions = new WeakMap<Pointed, PointedMention>();

/** Returns the same object for the same input, because it runs at every change of the store. */
function mentionOf(pointed: Pointed | null): PointedMention | null {
  if (pointed === null || pointed.at === 'stage') return null;
  const known = mentions.get(pointed);
  if (known) return known;
  const made = { ids: pointed.ids, frame: pointed.frame, at: pointed.at ?? null };
  mentions.set(pointed, made);
  return made;
}
