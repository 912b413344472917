import { Circle, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { VerdictName } from '../../session/index.ts';
import type { Entry } from './entries.ts';
import { VERDICT_NAMES } from './verdictNames.ts';

interface Props {
  readonly entry: Entry;
  readonly index: number;
  /** Whether the walk is at this entry. */
  readonly current: boolean;
  readonly verdict: VerdictName | undefined;
  readonly onChoose: () => void;
}

/** An entry of the audit: a button that leads to its word and its box. */
export function EntryRow({
  entry: { severity, sentence, frame },
  index,
  current,
  verdict,
  onChoose,
}: Props): ReactNode {
  return (
    <button
      type="button"
      data-entry={index}
      tabIndex={-1}
      aria-current={current}
      className="flex w-full items-baseline gap-2 rounded-md px-1.5 py-1.5 text-left hover:bg-sunk focus-visible:-outline-offset-2 aria-[current=true]:bg-sunk"
      onClick={onChoose}
    >
      {severity !== null && <SeverityIcon severity={severity} />}
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{sentence}</span>
      {verdict !== undefined && (
        <span className="flex-none rounded-[4px] border border-line px-1 text-[11.5px] text-accent">
          {VERDICT_NAMES[verdict]}
        </span>
      )}
      {frame !== null && <span className="flex-none text-[12px] text-soft">Image {frame}</span>}
    </button>
  );
}

function SeverityIcon({ severity }: { readonly severity: NonNullable<Entry['severity']> }): ReactNode {
  const isNote = severity === 'note';
  return (
    <span
      className={`flex-none self-start pt-[3px] ${isNote ? 'text-soft' : 'text-warn'}`}
      title={isNote ? 'Note' : 'Finding'}
    >
      {isNote ? <Circle size={13} aria-hidden /> : <TriangleAlert size={13} aria-hidden />}
      <span className="sr-only">{isNote ? 'Note: ' : 'Finding: '}</span>
    </span>
  );
}
