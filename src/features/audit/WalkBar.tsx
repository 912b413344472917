import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { sayNumber } from '../../grounding/base.ts';
import { targetKey } from '../../session/index.ts';
import { usePageState, useView } from '../../session/react.tsx';
import { Button, Kbd } from '../../ui/index.ts';
import { entriesOf, filtered } from './entries.ts';
import { NoteField } from './NoteField.tsx';
import { useVerdicts } from './useVerdicts.ts';
import { useWalk } from './useWalk.ts';
import { useWalkKeys } from './useWalkKeys.ts';
import { VERDICT_KEYS, VERDICT_NAMES } from './verdictNames.ts';
import { byTarget } from './verdicts.ts';
import { auditOf } from './walk.ts';

/** The bar at the bottom of the page while the walk over the entries of the audit is active, and the keys of the walk. */
export function WalkBar(): ReactNode {
  useWalkKeys();
  const walking = useView((state) => auditOf(state).walking);
  return walking ? <ActiveWalk /> : null;
}

function ActiveWalk(): ReactNode {
  const walk = useWalk();
  const audit = useView(auditOf);
  const all = usePageState((state) => entriesOf(state, audit.list));
  const entries = useMemo(() => filtered(all, audit), [all, audit]);
  const verdicts = useVerdicts();
  const isReadOnly = usePageState(({ readOnly }) => readOnly !== null);
  const index = entries.findIndex(({ key }) => key === audit.at);
  const entry = entries[index];
  const given = entry === undefined ? undefined : byTarget(verdicts).get(targetKey(entry));
  return (
    <section
      aria-label="Walk over the audit"
      // A phone has no keys to name, and little room.
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-accent bg-sheet px-4 py-2 narrow:gap-x-1 narrow:px-3 narrow:[&_kbd]:hidden"
    >
      <p className="min-w-0 flex-1 basis-64 narrow:line-clamp-2 narrow:basis-full">
        <span className="mr-2 font-semibold text-accent">
          Walk {index < 0 ? '' : `${index + 1} of ${sayNumber(entries.length)}`}
        </span>
        {entry === undefined ? 'This entry is no longer in the list.' : entry.sentence}
      </p>
      {entry !== undefined && (
        <>
          <div role="group" aria-label="Verdict" className="flex flex-wrap items-center gap-1 narrow:gap-0.5">
            {[...VERDICT_KEYS].map(([key, name]) => (
              <Button
                key={name}
                className="h-7 px-2 narrow:px-1.5 aria-pressed:border-accent aria-pressed:font-semibold aria-pressed:text-accent"
                aria-pressed={given?.verdict === name}
                disabled={isReadOnly}
                onClick={() => walk.give(name)}
              >
                {VERDICT_NAMES[name]} <Kbd keys={[key]} />
              </Button>
            ))}
          </div>
          <Button
            kind="quiet"
            className="h-7 px-2"
            disabled={given === undefined || isReadOnly}
            onClick={() => walk.give(null)}
          >
            Clear <Kbd keys={['0']} />
          </Button>
          <NoteField key={entry.key} saved={given?.note ?? ''} />
        </>
      )}
      <div className="flex flex-none items-center gap-1">
        <Button kind="quiet" className="px-1.5" onClick={() => walk.move(-1)}>
          <ChevronUp size={15} aria-hidden /> <span className="sr-only">Previous entry</span>
          <Kbd keys={['Shift', 'e']} />
        </Button>
        <Button kind="quiet" className="px-1.5" onClick={() => walk.move(1)}>
          <ChevronDown size={15} aria-hidden /> <span className="sr-only">Next entry</span>
          <Kbd keys={['e']} />
        </Button>
        <Button kind="quiet" className="px-1.5" onClick={walk.end}>
          <X size={15} aria-hidden /> <span className="sr-only">End the walk</span>
          <Kbd keys={['Escape']} />
        </Button>
      </div>
    </section>
  );
}
