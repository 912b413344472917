import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
}

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly hint?: string | null;
  /** `field` has its label above it; `line` is part of a line of text, and its label is for screen readers only. */
  readonly look?: 'field' | 'line';
}

/** A choice of one option. It is the browser's own select, which works as usual by keyboard and on a phone. */
export function Select<T extends string>({
  label,
  value,
  options,
  onChange,
  hint = null,
  look = 'field',
}: Props<T>): ReactNode {
  const id = useId();
  const line = look === 'line';
  return (
    <div className={line ? 'inline-block' : ''}>
      <label htmlFor={id} className={line ? 'sr-only' : 'mb-1 block text-[12px] font-medium text-soft'}>
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          aria-describedby={hint === null ? undefined : `${id}-hint`}
          className={`w-full cursor-pointer appearance-none rounded-lg text-ink ${line ? 'bg-transparent py-0.5 pr-5 text-soft hover:text-ink' : 'border border-edge/60 bg-sheet py-1.5 pr-8 pl-2.5'}`}
          onChange={(event) => onChange(event.target.value as T)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} className="bg-sheet text-ink">
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          size={14}
          aria-hidden
          className={`pointer-events-none absolute top-1/2 -translate-y-1/2 text-soft ${line ? 'right-0' : 'right-2.5'}`}
        />
      </div>
      {hint !== null && (
        <p id={`${id}-hint`} className="mt-1 text-[12px] text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
