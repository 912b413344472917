import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with the value, as a sentence; shown instead of the hint. */
  readonly problem?: string | null;
  readonly hint?: string | null;
  readonly type?: 'text' | 'url' | 'password' | 'decimal';
  /** The number of lines; 1 by default. */
  readonly lines?: number;
  readonly placeholder?: string;
  readonly className?: string;
  readonly onEnter?: () => void;
  /** Called when the focus leaves the field. */
  readonly onLeave?: () => void;
  /** Whether the field gets the focus when it appears, with its text selected. */
  readonly eager?: boolean;
}

/** A labelled text field with a hint or an error message below it. */
export function Field(props: Props): ReactNode {
  const { label, value, onChange, problem = null, hint = null, type = 'text', lines = 1, className = '' } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { eager = false } = props;
  useEffect(() => {
    if (eager) input.current?.select();
  }, [eager]);
  const note = problem ?? hint;
  const shared = {
    id,
    value,
    placeholder: props.placeholder,
    'aria-invalid': problem !== null,
    ...(note !== null && { 'aria-describedby': `${id}-note` }),
    className: `w-full rounded-lg border bg-sheet px-2.5 py-1.5 text-ink placeholder:text-soft ${problem === null ? 'border-edge/60' : 'border-bad'}`,
    spellCheck: false,
    autoComplete: 'off',
    onBlur: props.onLeave,
  };
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-[12px] font-medium text-soft">
        {label}
      </label>
      {lines > 1 ? (
        <textarea {...shared} rows={lines} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...shared}
          type={type === 'decimal' ? 'text' : type === 'url' ? 'text' : type}
          inputMode={type === 'decimal' ? 'decimal' : type === 'url' ? 'url' : 'text'}
          onChange={(event) => onChange(event.target.value)}
          ref={input}
          onKeyDown={(event) => {
            if (event.key === 'Enter') props.onEnter?.();
          }}
        />
      )}
      {note !== null && (
        <p id={`${id}-note`} className={`mt-1 text-[12px] ${problem === null ? 'text-soft' : 'text-bad'}`}>
          {note}
        </p>
      )}
    </div>
  );
}
