import { useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode, RefObject } from 'react';
import type { FrameNo } from '../../grounding/index.ts';
import { useDesk, useShownFrame, useView } from '../../session/react.tsx';
import { stepTo } from './tileKeys.ts';
import { useInSight } from './useInSight.ts';
import { reveal, useReveal } from './useReveal.ts';
import { useStripHighlight } from './useStripHighlight.ts';

/** A place of the strip: what it is known by, however it is moved, and the number of its frame. */
export interface Place {
  readonly id: string;
  readonly number: FrameNo;
}

/** How a tile stands in the strip. */
export interface Standing {
  readonly number: FrameNo;
  /** Its picture is the one that is shown. */
  readonly shown: boolean;
  /** The picture stays there, whatever is read. */
  readonly held: boolean;
  /** It is the one tab stop of the strip. */
  readonly stop: boolean;
  /** It is in sight, or about to be. */
  readonly near: boolean;
}

interface Props {
  readonly label: string;
  readonly list: RefObject<HTMLOListElement | null>;
  readonly places: readonly Place[];
  /** Whether a tile is being moved: then the arrows move it. */
  readonly isLifted: () => boolean;
  readonly renderTile: (standing: Standing, index: number) => ReactNode;
}

/** The tiles of the strip: one stop for Tab, at the frame that is shown or has the focus; arrows go on from there. */
export function TileList({ label, list, places, isLifted, renderTile }: Props): ReactNode {
  const { view } = useDesk();
  const shown = useShownFrame();
  const held = useView((state) => (state.held ? state.frame : null));
  const [focused, setFocused] = useState<string | null>(null);
  const at = places.findIndex(({ number }) => number === shown);
  const has = places.findIndex(({ id }) => id === focused);
  const stop = has >= 0 ? has : Math.max(at, 0);
  useReveal(list, at, isLifted);
  const [first, end] = useInSight(list);
  useStripHighlight();

  function placeOf({ target }: FocusEvent | KeyboardEvent): number {
    return [...(list.current?.children ?? [])].findIndex((item) => item.contains(target as Node));
  }
  function step(event: KeyboardEvent): void {
    if (isLifted() || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = stepTo(event.key, placeOf(event), places.length);
    const next = to === null ? null : list.current?.children[to];
    if (to === null || !(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.querySelector('button')?.focus({ preventScroll: true });
    reveal(next);
    view.show(places[to]?.number ?? shown);
  }
  return (
    <ol
      ref={list}
      data-filmstrip
      aria-label={label}
      className="-mx-[5px] flex"
      onKeyDown={step}
      onFocus={(event) => setFocused(places[placeOf(event)]?.id ?? null)}
      onBlur={({ relatedTarget }) => {
        if (!list.current?.contains(relatedTarget)) setFocused(null);
      }}
      onPointerLeave={view.leave}
    >
      {places.map(({ number }, i) => {
        const near = i >= first && i < end;
        return renderTile({ number, shown: i === at, held: number === held, stop: i === stop, near }, i);
      })}
    </ol>
  );
}
