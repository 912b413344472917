import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { useSession, useRecords, useView } from '../../session/react.tsx';

// If the menu cannot be loaded, the story still has its button that leads back.
const Menu = lazy(async () => import('./Menu.tsx').catch(() => ({ default: () => null })));

/** A menu of the runs of the sequence and of other sequences. Hidden while there are none. */
export function RunMenu(): ReactNode {
  const session = useSession();
  const place = useView((view) => view.place);
  const sequences = useRecords((records) => records.sequences);
  const runs = sequences[place.sequence]?.runs ?? [];
  const others = Object.values(sequences)
    .filter(({ id }) => id !== place.sequence)
    .toSorted((a, b) => b.createdAt - a.createdAt);
  if (runs.length === 0 && others.length === 0) return null;
  const label = place.run === null ? 'Stories' : `Run ${runs.indexOf(place.run) + 1} of ${runs.length}`;
  return (
    <Suspense fallback={null}>
      <Menu
        label={label}
        runs={runs}
        shown={place.run}
        others={others}
        onRun={session.showRun}
        onSequence={session.showSequence}
        onRepeat={() => void session.repeat()}
      />
    </Suspense>
  );
}
