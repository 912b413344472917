import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  /** One for each column. */
  readonly values: readonly ReactNode[];
  readonly meaning: string;
  readonly source: string;
  /** The cases behind the number; rendered when the row is open. */
  readonly children?: ReactNode;
}

/** A row of a table of numbers. Its label is a button that shows what the number means and where that is defined. */
export function NumberRow({ label, values, meaning, source, children }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <tr className="border-t border-line">
        <th scope="row" className="w-full max-w-0 py-0.5 text-left font-normal">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            className="flex min-h-6 max-w-full items-center gap-1 rounded text-left hover:text-accent focus-visible:-outline-offset-2"
            onClick={() => setOpen(!open)}
          >
            <ChevronRight size={14} aria-hidden className={`flex-none text-soft ${open ? 'rotate-90' : ''}`} />
            <span className="truncate">{label}</span>
          </button>
        </th>
        {values.map((value, i) => (
          <td key={i} className="py-0.5 pl-4 text-right whitespace-nowrap tabular-nums">
            {value}
          </td>
        ))}
      </tr>
      {open && (
        <tr id={id}>
          <td colSpan={values.length + 1} className="pt-0.5 pb-3 pl-[18px] text-soft">
            <p className="max-w-[44em] text-ink">{meaning}</p>
            <p className="max-w-[44em] text-[12px]">Source: {source}</p>
            {children}
          </td>
        </tr>
      )}
    </>
  );
}
