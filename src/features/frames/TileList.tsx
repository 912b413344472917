import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { useShownFrame, useView, useRunView } from '../../session/react.tsx';
import { nextInRow, rangeInView, useTabStop, useWindowing } from '../../ui/index.ts';
import { PITCH, stripOf } from './tileStyle.ts';
import { revealTile, useReveal } from './useReveal.ts';

/** Tiles have boxes up to this many tiles beyond the view. */
const NEAR = 6;

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
  const view = useRunView();
  const shown = useShownFrame();
  const held = useView(({ cursor }) => (cursor.by === 'held' ? cursor.frame : null));
  const shownIndex = tiles.findIndex(({ number }) => number === shown);
  useReveal(list, shownIndex, isLifted);
  // Only tiles in view or near have boxes and marks. All have their button and picture, for Tab, arrow keys, drags and
  // screen readers.
  const strip = (): HTMLElement | null => stripOf(list.current);
  const [first, end] = rangeInView(
    useWindowing({ count: tiles.length, size: PITCH, scroller: strip, axis: 'x', near: NEAR }),
  );
  useTabStop(list, { item: 'button[aria-current]', home: '[aria-current=true]' });

  function indexOfTile({ target }: KeyboardEvent): number {
    return [...(list.current?.children ?? [])].findIndex((item) => item.contains(target as Node));
  }
  function step(event: KeyboardEvent): void {
    if (isLifted() || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = nextInRow(event.key, indexOfTile(event), tiles.length, 'stop');
    const next = to === null ? null : list.current?.children[to];
    if (to === null || !(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.querySelector('button')?.focus({ preventScroll: true });
    revealTile(next);
    view.show(tiles[to]?.number ?? shown);
  }
  return (
    <ol
      ref={list}
      data-filmstrip
      aria-label={label}
      className="-mx-[5px] flex"
      onKeyDown={step}
      onPointerLeave={view.leave}
    >
      {tiles.map(({ number }, i) => {
        const near = i >= first && i < end;
        return renderTile({ number, shown: i === shownIndex, held: number === held, near }, i);
      })}
    </ol>
  );
}
