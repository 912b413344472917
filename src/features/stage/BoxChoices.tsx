import { useId } from 'react';
import type { ReactNode } from 'react';
import type { ShownBoxes } from '../../session/index.ts';
import { useDesk, useView } from '../../session/react.tsx';

const WHICH: readonly (readonly [value: ShownBoxes, label: string])[] = [
  ['all', 'All'],
  ['sentence', 'This sentence’s'],
  ['lit', 'Lit only'],
];

/** Which boxes are drawn, how strongly, and whether they are labelled. */
export function BoxChoices(): ReactNode {
  const { view } = useDesk();
  const { boxes, opacity, labels } = useView((state) => state.stage);
  const name = useId();
  const fill = useId();
  return (
    <div
      role="group"
      aria-label="Boxes"
      className="fade-in absolute top-full right-0 mt-1 w-[212px] space-y-2.5 rounded-lg bg-[#14120ff2] p-3 text-[12px] text-[#f3eee4] accent-[#6fc0cf] shadow-lift [&_:focus-visible]:outline-[#f3eee4]"
    >
      <fieldset>
        <legend className="mb-1 font-semibold">Boxes drawn</legend>
        {WHICH.map(([value, label]) => (
          <label key={value} className="flex min-h-6 cursor-pointer items-center gap-2">
            <input type="radio" name={name} checked={boxes === value} onChange={() => view.arrange({ boxes: value })} />
            {label}
          </label>
        ))}
      </fieldset>
      <div>
        <label className="flex justify-between font-semibold" htmlFor={fill}>
          Opacity <span className="font-normal">{Math.round(opacity * 100)} %</span>
        </label>
        <input
          id={fill}
          type="range"
          min={0}
          max={100}
          step={2}
          className="h-6 w-full"
          value={Math.round(opacity * 100)}
          aria-valuetext={`${Math.round(opacity * 100)} %`}
          onChange={({ target }) => view.arrange({ opacity: Number(target.value) / 100 })}
        />
      </div>
      <label className="flex min-h-6 cursor-pointer items-center gap-2">
        <input
          type="checkbox"
          checked={labels}
          aria-keyshortcuts="l"
          onChange={({ target }) => view.arrange({ labels: target.checked })}
        />
        Label every box <kbd className="ml-auto rounded border border-[#f3eee455] px-1 font-sans">L</kbd>
      </label>
    </div>
  );
}
