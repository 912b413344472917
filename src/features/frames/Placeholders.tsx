import type { ReactNode } from 'react';

/** The most placeholders that are rendered. No screen is wide enough for more. */
const MOST = 24;

interface Props {
  readonly count: number;
  /** The text in the first placeholder. */
  readonly children?: ReactNode;
}

/** Empty tiles that reserve space for frames that are about to appear, so that nothing jumps. */
export function Placeholders({ count, children }: Props): ReactNode {
  return (
    <div className="-mx-[5px] flex">
      {Array.from({ length: Math.min(count, MOST) }, (_, i) => (
        <div key={i} className="w-[122px] flex-none px-[5px] pt-[9px]">
          <div className="grid h-[63px] place-items-center rounded-[7px] bg-sunk px-2 text-center text-[11.5px] leading-tight text-soft">
            {i === 0 && children}
          </div>
        </div>
      ))}
    </div>
  );
}
