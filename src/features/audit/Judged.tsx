import type { ReactNode } from 'react';
import { sayNumber } from '../../grounding/base.ts';
import { judge } from '../../session/index.ts';
import { useSession, useSessionParts, useStory, useView } from '../../session/react.tsx';
import { Button, Disclosure } from '../../ui/index.ts';
import type { Entry } from './entries.ts';
import { RunCounts } from './RunCounts.tsx';
import { useVerdicts } from './useVerdicts.ts';
import { sayVerdicts, VERDICT_NAMES } from './verdictNames.ts';
import { verdictsAbout, withoutTarget } from './verdicts.ts';

/** How many entries of the list are judged, with the counts by run and model. */
export function Judged({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  const session = useSession();
  const blind = useView((state) => state.rating?.blind ?? false);
  const about = verdictsAbout(entries, useVerdicts());
  if (entries.length === 0) return null;
  const counts = sayVerdicts(about);
  const title = `${sayNumber(about.length)} of ${sayNumber(entries.length)} judged${counts === '' ? '' : `: ${counts}`}`;
  return (
    <div className="flex-none px-3 pb-1 wide:px-5">
      <Disclosure title={title} lazy>
        {!blind && <RunCounts />}
        <Button onClick={() => session.view.choose({ overlay: 'rating' })}>Rate stories</Button>
      </Disclosure>
    </div>
  );
}

/** The verdicts whose target is gone, with a button that removes each. */
export function GoneTargets(): ReactNode {
  const session = useSession();
  const verdicts = useVerdicts();
  const run = useStory(({ id }) => id, '');
  const list = useSessionParts((state) => withoutTarget(state, verdicts));
  if (list.length === 0) return null;
  return (
    <div className="max-h-28 flex-none overflow-y-auto border-t border-line px-3 py-1.5 wide:px-5">
      <p className="text-soft">Verdicts whose target is gone</p>
      <ul>
        {list.map((one) => {
          const { target, verdict, note } = one;
          const what = [target.kind, ...target.entities, ...(target.frame === null ? [] : [`image ${target.frame}`])];
          return (
            <li key={`${target.kind} ${target.at[0]} ${target.entities.join()}`} className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate">
                {VERDICT_NAMES[verdict]}: {what.join(', ')}
                {note !== '' && ` (${note})`}
              </span>
              <Button kind="quiet" className="h-6 px-1.5" onClick={() => judge(session, run, one, null)}>
                Remove
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
