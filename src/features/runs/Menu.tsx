import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Sequence } from '../../session/index.ts';
import { useRecords } from '../../session/react.tsx';
import { contentOf, detailOf, titleOf } from './entries.ts';

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
}

/** A menu of the runs of the sequence, and of the other sequences. */
function Menu({ label, runs, shown, others, onRun, onSequence }: Props): ReactNode {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="inline-flex h-8 flex-none items-center gap-1 rounded-lg px-2 whitespace-nowrap text-soft hover:bg-sunk hover:text-ink">
        {label} <ChevronDown size={14} aria-hidden />
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
                <RunLine id={id} number={runs.indexOf(id) + 1} />
                <DropdownMenu.ItemIndicator className="flex-none">
                  <Check size={14} aria-hidden />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
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
  );
}

export default Menu;

const ITEM =
  'flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 outline-none data-[highlighted]:bg-sunk data-[state=checked]:font-semibold';

function Heading({ children }: { readonly children: string }): ReactNode {
  return <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-[11.5px] text-soft">{children}</DropdownMenu.Label>;
}

function RunLine({ id, number }: { readonly id: string; readonly number: number }): ReactNode {
  const detail = useRecords(({ runs }) => (runs[id] === undefined ? '' : detailOf(runs[id])));
  return <Line label={`Run ${number}`} detail={detail} />;
}

function SequenceLine({ sequence }: { readonly sequence: Sequence }): ReactNode {
  const title = useRecords(({ runs }) => titleOf(sequence, runs));
  return <Line label={title} detail={contentOf(sequence)} />;
}

function Line({ label, detail }: { readonly label: string; readonly detail: string }): ReactNode {
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate">{label}</span>
      <span className="block truncate text-[12px] font-normal text-soft">{detail}</span>
    </span>
  );
}
