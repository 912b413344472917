import { memo, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { useRunView } from '../../session/react.tsx';
import { thumbnailStyle, tileStyle } from './tileStyle.ts';
import { EntityMarks, markedAt } from './EntityMarks.tsx';
import { sayTile } from './progress.ts';
import { TileFace } from './TileFace.tsx';
import { TileList } from './TileList.tsx';
import type { TilePosition } from './TileList.tsx';
import { useTile } from './useTile.ts';

/** The strip for an output without pictures: one tile for each frame that the output mentions. */
export function UnseenFrames({ count }: { readonly count: number }): ReactNode {
  const tiles = useMemo(
    () => Array.from({ length: count }, (_, i) => ({ id: String(i + 1), number: (i + 1) as FrameNo })),
    [count],
  );
  const list = useRef<HTMLOListElement>(null);
  return (
    <TileList
      label="Frames without a picture"
      list={list}
      tiles={tiles}
      isLifted={never}
      renderTile={(position) => <PicturelessTile key={position.number} {...position} />}
    />
  );
}

const never = (): boolean => false;

/** A frame without a picture: its boxes on an empty tile. */
const PicturelessTile = memo(function PicturelessTile({ number, shown, held, near }: TilePosition): ReactNode {
  const view = useRunView();
  const { progress, rows, orders, findings } = useTile(number);
  return (
    <li className={tileStyle(near)} onPointerMove={({ target }) => view.hover(markedAt(target), number)}>
      <button
        type="button"
        aria-label={`Frame ${number}, without a picture`}
        aria-description={sayTile(progress, rows.length, findings, held)}
        aria-current={shown}
        tabIndex={-1}
        className={thumbnailStyle(shown)}
        onClick={() => view.show(number)}
      >
        <TileFace
          frame={number}
          place={number}
          url={null}
          rows={rows}
          orders={orders}
          progress={progress}
          findings={findings}
          held={held}
          near={near}
        />
      </button>
      {near && <EntityMarks frame={number} rows={rows} orders={orders} />}
    </li>
  );
});
