import { useCallback } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { Entry, Library } from '../../session/index.ts';
import { useSession } from '../../session/react.tsx';
import { rangeInView, useMedia, useWindowing } from '../../ui/index.ts';
import { Row } from './Row.tsx';

/** The height of a row in CSS pixels. On a narrow page its facts have two lines. */
const ROW = { wide: 69, narrow: 85 };
/** Rows are complete up to this many rows beyond the view. */
const NEAR = 6;

interface Props {
  readonly library: Library;
  readonly entries: readonly Entry[];
  readonly chosen: ReadonlySet<string>;
  /** A stable function. */
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The rows of the list. All have their title, for Tab and find-in-page; those in view or near have the rest, too. */
export function Rows({ library, entries, chosen, onChoose, scroller }: Props): ReactNode {
  const session = useSession();
  const size = useMedia('(width >= 900px)') ? ROW.wide : ROW.narrow;
  const [first, end] = rangeInView(
    useWindowing({ count: entries.length, size, scroller: () => scroller.current, near: NEAR }),
  );
  const open = useCallback(
    async (id: string) => {
      if (await library.open(id)) session.showLibrary(false);
    },
    [library, session],
  );
  return (
    <ul aria-label="Sequences" className="divide-y divide-line">
      {entries.map((entry, index) => (
        <Row
          key={entry.id}
          entry={entry}
          library={library}
          isNear={index >= first && index < end}
          isChosen={chosen.has(entry.id)}
          onChoose={onChoose}
          onOpen={open}
        />
      ))}
    </ul>
  );
}
