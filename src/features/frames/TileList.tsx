import { useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode, RefObject } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { useDesk, useShownFrame, useView } from '../../session/react.tsx';
import { stepTo } from './tileKeys.ts';
import { useTilesInView } from './useTilesInView.ts';
import { reveal, useReveal } from './useReveal.ts';
import { useStripHighlight } from './useStripHighlight.ts';

/** A tile of the strip: an id that stays when the tile moves, and the number of its frame. */
export interface Tile {
  readonly id: string;
  readonly number: FrameNo;
}

/** The state of a tile in the strip. */
export interface TilePosition {
  readonly number: FrameNo;
  /** Whether the stage shows the tile's picture. */
  readonly shown: boolean;
  /** Whether the user holds the tile's picture, so that reading on does not change it. */
  readonly held: boolean;
  /** Whether the tile is the only tab stop of the strip. */
  readonly stop: boolean;
  /** Whether the tile is in view or close to it. */
  readonly near: boolean;
}

interface Props {
  readonly label: string;
  readonly list: RefObject<HTMLOListElement | null>;
  readonly tiles: readonly Tile[];
  /** Whether the user is moving a tile; the arrow keys then move the tile. */
  readonly isLifted: () => boolean;
  readonly renderTile: (position: TilePosition, index: number) => ReactNode;
}

/**
 * The tiles of the strip, with one tab stop: the focused tile or, without one, the tile of the shown frame. The arrow
 * keys move from there.
 */
export function TileList({ label, list, tiles, isLifted, renderTile }: Props): ReactNode {
  const { view } = useDesk();
  const shown = useShownFrame();
  const held = useView((state) => (state.held ? state.frame : null));
  const [focused, setFocused] = useState<string | null>(null);
  const shownIndex = tiles.findIndex(({ number }) => number === shown);
  const focusedIndex = tiles.findIndex(({ id }) => id === focused);
  const stop = focusedIndex >= 0 ? focusedIndex : Math.max(shownIndex, 0);
  useReveal(list, shownIndex, isLifted);
  const [first, end] = useTilesInView(list);
  useStripHighlight();

  function indexOfTile({ target }: FocusEvent | KeyboardEvent): number {
    return [...(list.current?.children ?? [])].findIndex((item) => item.contains(target as Node));
  }
  function step(event: KeyboardEvent): void {
    if (isLifted() || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = stepTo(event.key, indexOfTile(event), tiles.length);
    const next = to === null ? null : list.current?.children[to];
    if (to === null || !(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.querySelector('button')?.focus({ preventScroll: true });
    reveal(next);
    view.show(tiles[to]?.number ?? shown);
  }
  return (
    <ol
      ref={list}
      data-filmstrip
      aria-label={label}
      className="-mx-[5px] flex"
      onKeyDown={step}
      onFocus={(event) => setFocused(tiles[indexOfTile(event)]?.id ?? null)}
      onBlur={({ relatedTarget }) => {
        if (!list.current?.contains(relatedTarget)) setFocused(null);
      }}
      onPointerLeave={view.leave}
    >
      {tiles.map(({ number }, i) => {
        const near = i >= first && i < end;
        return renderTile({ number, shown: i === shownIndex, held: number === held, stop: i === stop, near }, i);
      })}
    </ol>
  );
}
