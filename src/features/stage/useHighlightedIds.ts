import { useMemo } from 'react';
import type { EntityId, FrameNo } from '../../grounding/index.ts';
import { highlightedIds } from '../../session/index.ts';
import { useDoc, useView } from '../../session/react.tsx';
import { namedIn } from './sentence.ts';
import type { PointedMention } from './sentence.ts';
import type { VisibleBox } from './visibleBoxes.ts';

/** Everybody who is lit; the same list as long as they are the same. */
export function useHighlighted(): readonly EntityId[] {
  const lit = useView((state) => highlightedIds(state).join(' '));
  return useMemo(() => idsOf(lit), [lit]);
}

/** The boxes that are drawn, of all that the frame has. */
export function useShown(
  boxes: readonly VisibleBox[],
  frame: FrameNo,
  lit: readonly EntityId[],
): readonly VisibleBox[] {
  const { boxes: which, hidden } = useView((state) => state.stage);
  // What is pointed at on the picture is in no sentence: the one of the mention that is pinned, if any, holds.
  const pointed = useView(({ hovered, pinned }) => mentionOf(hovered) ?? mentionOf(pinned));
  // As one word, so that the telling wakes nobody here but with somebody new.
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

interface Pointed extends Omit<PointedMention, 'at'> {
  readonly at?: number | 'stage' | undefined;
}

const mentions = new WeakMap<Pointed, PointedMention>();

/** The same for the same, since it is asked at every change of the store. */
function mentionOf(pointed: Pointed | null): PointedMention | null {
  if (pointed === null || pointed.at === 'stage') return null;
  const known = mentions.get(pointed);
  if (known) return known;
  const made = { ids: pointed.ids, frame: pointed.frame, at: pointed.at ?? null };
  mentions.set(pointed, made);
  return made;
}
