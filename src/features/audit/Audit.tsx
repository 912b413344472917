import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { sayNumber } from '../../grounding/base.ts';
import { isRunning, findingsIn } from '../../session/index.ts';
import { usePageState, useRunView, useStory, useView } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';
import { sayEntries } from './counts.ts';
import { entriesOf, filtered } from './entries.ts';
import { EntryList } from './EntryList.tsx';
import { Filters } from './Filters.tsx';
import { GoneTargets, Judged } from './Judged.tsx';
import { KindList } from './KindList.tsx';
import { auditOf, chooseList } from './walk.ts';

/** The Audit view: what the audit found in the run, and everything else that can be judged. */
export function Audit(): ReactNode {
  const id = useStory((run) => run.id, '');
  return <AuditOfRun key={id} />;
}

function AuditOfRun(): ReactNode {
  const view = useRunView();
  const audit = useView(auditOf);
  const { list } = audit;
  const all = usePageState((state) => entriesOf(state, list));
  const entries = useMemo(() => filtered(all, audit), [all, audit]);
  const isFiltered = entries.length < all.length;
  return (
    // In a low pane everything scrolls together: the list keeps a readable height.
    <div className="@container flex h-full min-h-0 flex-col overflow-y-auto [scrollbar-width:thin]">
      <Filters entries={all} />
      <NotEnglish />
      <Judged entries={all} />
      <div className="flex min-h-36 flex-1">
        {list === 'findings' && all.length > 0 && <KindList entries={all} />}
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <div className="flex min-h-8 flex-none items-center gap-2 px-3 text-soft wide:px-5">
            <p>
              {entries.length > 0 && sayEntries(entries)}
              {isFiltered && ` of ${sayNumber(all.length)}`}
            </p>
            {isFiltered && (
              <Button
                kind="quiet"
                className="-my-1 h-6 px-1.5"
                onClick={() => chooseList(view, { kind: null, frame: null, entity: null })}
              >
                Show all
              </Button>
            )}
          </div>
          {entries.length === 0 ? <Nothing isFiltered={isFiltered} /> : <EntryList entries={entries} />}
        </div>
      </div>
      <GoneTargets />
    </div>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const running = usePageState(({ run }) => isRunning(run));
  const list = useView((state) => auditOf(state).list);
  const text = isFiltered
    ? 'No entry passes these filters.'
    : list === 'findings'
      ? running
        ? 'No findings so far.'
        : 'The audit finds nothing in this output.'
      : running
        ? `No ${list} so far.`
        : `This output has no ${list}.`;
  return <p className="px-3 text-soft wide:px-5">{text}</p>;
}

/** Says that a group of checks is off, if the story is in another language. */
function NotEnglish(): ReactNode {
  const isOff = usePageState((state) => !findingsIn(state).english && (state.run?.doc.story.length ?? 0) > 0);
  const running = usePageState(({ run }) => isRunning(run));
  if (!isOff || running) return null;
  return (
    <p className="flex-none px-3 pb-1 text-soft wide:px-5">
      The checks of ungrounded words are off: they know English only, and this story is in another language.
    </p>
  );
}
