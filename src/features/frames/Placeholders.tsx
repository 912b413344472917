import type { ReactNode } from 'react';

/** More are out of sight on any screen. */
const MOST = 24;

interface Props {
  readonly count: number;
  /** What is said of the first one. */
  readonly children?: ReactNode;
}

/** The places of frames that will be there at once, so that nothing jumps when they are. */
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
