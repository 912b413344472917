import { useId } from 'react';
import type { ReactNode } from 'react';
import type { ShownBoxes } from '../../session/index.ts';
import { useView, useRunView } from '../../session/react.tsx';

const CHOICES: readonly (readonly [value: ShownBoxes, label: string])[] = [
  ['all', 'All'],
  ['sentence', 'This sentence'],
  ['lit', 'Highlighted only'],
];

/** The panel that chooses which boxes are drawn, how opaque they are, and whether every box has a label. */
export function BoxChoices({ tools }: { readonly tools: ReactNode }): ReactNode {
  const view = useRunView();
  const { boxes, opacity, labels } = useView((state) => state.stage);
  const name = useId();
  const fill = useId();
  return (
    <div className="space-y-2.5">
      <fieldset>
        <legend className="mb-1 font-semibold">Boxes shown</legend>
        {CHOICES.map(([value, label]) => (
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
        Label every box <kbd className="ml-auto rounded border border-line text-soft px-1 font-sans">L</kbd>
      </label>
      {tools}
    </div>
  );
}
