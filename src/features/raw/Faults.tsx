import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { sayCount, sayFault, sayNumber } from '../../grounding/base.ts';
import { useDoc } from '../../session/react.tsx';
import type { RawText } from './rawText.ts';

// A megabyte of garbage has thousands of faults, far more than a user reads.
const MAX_FAULTS = 50;

interface Props {
  readonly raw: RawText;
  /** Scrolls to the line with this index. */
  readonly onShow: (index: number) => void;
}

/** The syntax faults; each is a button that scrolls to its line. Renders for each new fault, not for each token. */
export const Faults = memo(function FaultList({ raw, onShow }: Props): ReactNode {
  const faults = useDoc((doc) => doc.faults);
  if (faults.length === 0) return null;
  return (
    <details className="group mb-2 flex-none">
      <summary className="flex w-fit list-none items-center gap-1 rounded text-warn [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="group-open:rotate-90" />
        {sayCount(faults.length, 'syntax fault')}
      </summary>
      <ul className="mt-1 max-h-28 overflow-y-auto pl-[18px]">
        {faults.slice(0, MAX_FAULTS).map((fault, i) => {
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
        {faults.length > MAX_FAULTS && <li className="text-soft">and {sayNumber(faults.length - MAX_FAULTS)} more</li>}
      </ul>
    </details>
  );
});
