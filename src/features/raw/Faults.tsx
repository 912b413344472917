import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { sayFault } from '../../grounding/index.ts';
import { useDoc } from '../../session/react.tsx';
import type { RawText } from './rawText.ts';

// Of a megabyte of garbage nobody reads every slip.
const MOST_SLIPS = 50;

interface Props {
  readonly raw: RawText;
  /** Shows the line of this index. */
  readonly onShow: (index: number) => void;
}

/** The slips of the syntax, each of which leads to its line. Rendered when there is another one, not with each token. */
export const Faults = memo(function Slips({ raw, onShow }: Props): ReactNode {
  const faults = useDoc((doc) => doc.faults);
  if (faults.length === 0) return null;
  return (
    <details className="group mb-2 flex-none">
      <summary className="flex w-fit list-none items-center gap-1 rounded text-warn [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="group-open:rotate-90" />
        {faults.length === 1 ? '1 slip in the syntax' : `${faults.length.toLocaleString('en')} slips in the syntax`}
      </summary>
      <ul className="mt-1 max-h-28 overflow-y-auto pl-[18px]">
        {faults.slice(0, MOST_SLIPS).map((fault, i) => {
          const index = raw.indexAt(fault.at[0]);
          return (
            <li key={i}>
              <button
                type="button"
                className="w-full rounded text-left break-words hover:text-accent focus-visible:-outline-offset-2"
                onClick={() => onShow(index)}
              >
                <span className="text-soft">Line {raw.numbers[index]}:</span> {sayFault(fault)}
              </button>
            </li>
          );
        })}
        {faults.length > MOST_SLIPS && <li className="text-soft">and {faults.length - MOST_SLIPS} more</li>}
      </ul>
    </details>
  );
});
