import { Check, ChevronDown, Star } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Library, Run, Sequence } from '../../session/index.ts';
import { useLibrary, useRecords } from '../../session/react.tsx';
import { onDemand } from '../../ui/index.ts';
import { contentOf, detailOf, titleOf } from './entries.ts';
import { NameDialog } from './NameDialog.tsx';
import { useRunKeys } from './useRunKeys.ts';

const Provenance = onDemand(async () => (await import('./Provenance.tsx')).Provenance);

interface Props {
  readonly label: string;
  /** The IDs of the runs, oldest first. */
  readonly runs: readonly string[];
  /** The ID of the run on the page. */
  readonly shown: string | null;
  /** The other sequences, newest first. */
  readonly others: readonly Sequence[];
  readonly onRun: (id: string) => void;
  readonly onSequence: (id: string) => void;
  /** Repeats the request of the run on the page byte for byte. */
  readonly onRepeat: () => void;
}

/** A menu of the runs of the sequence, of what can be done with the run on the page, and of the other sequences. */
function Menu({ label, runs, shown, others, onRun, onSequence, onRepeat }: Props): ReactNode {
  const library = useLibrary();
  const run = useRecords(({ runs: all }) => all[shown ?? '']);
  const [dialog, setDialog] = useState<'name' | 'provenance' | null>(null);
  useRunKeys(library);
  const close = (): void => setDialog(null);
  const number = run === undefined ? 0 : runs.indexOf(run.id) + 1;
  return (
    <>
      <DropdownMenu.Root modal={false}>
        {/* Between 900 and 1200 px the header has no room for the words: 2/3 for “Run 2 of 3”. */}
        <DropdownMenu.Trigger
          title={label}
          className="inline-flex h-8 flex-none items-center gap-1 rounded-lg px-2 whitespace-nowrap text-soft hover:bg-sunk hover:text-ink min-[900px]:max-[1200px]:gap-0.5 min-[900px]:max-[1200px]:px-1"
        >
          <span className="min-[900px]:max-[1200px]:sr-only">{label}</span>
          {number > 0 && (
            <span aria-hidden className="hidden tabular-nums min-[900px]:max-[1200px]:inline">
              {number}/{runs.length}
            </span>
          )}
          <ChevronDown size={14} aria-hidden className="flex-none" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="fade-in z-50 max-h-[70dvh] w-80 max-w-[92vw] overflow-y-auto rounded-lg border border-line bg-sheet p-1 shadow-lift"
        >
          {runs.length > 0 && (
            <DropdownMenu.RadioGroup value={shown ?? ''} onValueChange={onRun}>
              <Heading>Runs of this sequence</Heading>
              {runs.toReversed().map((id) => (
                <DropdownMenu.RadioItem key={id} value={id} className={ITEM}>
                  <RunLine id={id} runs={runs} />
                  <DropdownMenu.ItemIndicator className="flex-none">
                    <Check size={14} aria-hidden />
                  </DropdownMenu.ItemIndicator>
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
          )}
          {run !== undefined && library !== null && (
            <DropdownMenu.Group>
              <Heading>{`Run ${number}`}</Heading>
              {commandsOf(run, library, { onRepeat, open: setDialog }).map(([text, choose]) => (
                <DropdownMenu.Item key={text} className={ITEM} onSelect={choose}>
                  {text}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          )}
          {others.length > 0 && (
            <DropdownMenu.Group>
              <Heading>Other sequences</Heading>
              {others.map((sequence) => (
                <DropdownMenu.Item key={sequence.id} className={ITEM} onSelect={() => onSequence(sequence.id)}>
                  <SequenceLine sequence={sequence} />
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      {dialog === 'name' && run !== undefined && (
        <NameDialog
          title={`Name run ${number}`}
          name={run.title ?? ''}
          onName={(name) => library?.runs.name(run.id, name)}
          onClose={close}
        />
      )}
      {dialog === 'provenance' && run !== undefined && library !== null && (
        <Provenance library={library} id={run.id} number={number} onClose={close} />
      )}
    </>
  );
}

export default Menu;

const ITEM =
  'flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 outline-none data-[highlighted]:bg-sunk data-[state=checked]:font-semibold';

interface Asked {
  readonly onRepeat: () => void;
  readonly open: (dialog: 'name' | 'provenance') => void;
}

/** What can be done with the run on the page. */
function commandsOf(
  run: Run,
  { runs }: Library,
  { onRepeat, open }: Asked,
): readonly (readonly [string, () => void])[] {
  const { id, source, starred, segments, frames } = run;
  const isEnded = segments.length > 0 && segments.at(-1)?.outcome !== null;
  return [
    [starred ? 'Remove the star' : 'Star', () => runs.star(id)] as const,
    ['Name …', () => open('name')] as const,
    ['How it was made …', () => open('provenance')] as const,
    source === 'model' && isEnded && (['Same again', onRepeat] as const),
    source === 'imported' &&
      (frames === null
        ? (['Fix its frames', () => runs.fixFrames(id)] as const)
        : (['Follow the frames of the sequence', () => runs.followFrames(id)] as const)),
    ['Delete', () => runs.remove(id)] as const,
  ].filter((command) => command !== false);
}

function Heading({ children }: { readonly children: string }): ReactNode {
  return <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-[11.5px] text-soft">{children}</DropdownMenu.Label>;
}

function RunLine({ id, runs }: { readonly id: string; readonly runs: readonly string[] }): ReactNode {
  const number = runs.indexOf(id) + 1;
  const detail = useRecords(({ runs: all }) => detailOf(all, runs, id));
  const name = useRecords(({ runs: all }) => all[id]?.title ?? null);
  const isStarred = useRecords(({ runs: all }) => all[id]?.starred ?? false);
  return (
    <Line label={name === null ? `Run ${number}` : `Run ${number}: ${name}`} detail={detail} isStarred={isStarred} />
  );
}

function SequenceLine({ sequence }: { readonly sequence: Sequence }): ReactNode {
  const title = useRecords(({ runs }) => titleOf(sequence, runs));
  return <Line label={title} detail={contentOf(sequence)} isStarred={false} />;
}

interface LineProps {
  readonly label: string;
  readonly detail: string;
  readonly isStarred: boolean;
}

function Line({ label, detail, isStarred }: LineProps): ReactNode {
  return (
    <span className="min-w-0 flex-1">
      <span className="flex items-center gap-1.5">
        <span className="truncate">{label}</span>
        {isStarred && <Star size={12} className="flex-none fill-accent text-accent" role="img" aria-label="Starred" />}
      </span>
      <span className="block truncate text-[12px] font-normal text-soft">{detail}</span>
    </span>
  );
}
