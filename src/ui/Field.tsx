import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong, in a sentence; shown in place of the hint. */
  readonly problem?: string | null;
  readonly hint?: string | null;
  readonly type?: 'text' | 'url' | 'password' | 'decimal';
  /** Number of lines; one where it is not given. */
  readonly lines?: number;
  readonly placeholder?: string;
  readonly className?: string;
  readonly onEnter?: () => void;
  /** The focus has left the field. */
  readonly onLeave?: () => void;
  /** Whether it takes the focus when it appears, with all of its text marked. */
  readonly eager?: boolean;
}

/** A labelled field with a place for what is wrong with it. */
export function Field(props: Props): ReactNode {
  const { label, value, onChange, problem = null, hint = null, type = 'text', lines = 1, className = '' } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { eager = false } = props;
  useEffect(() => {
    if (eager) input.current?.select();
  }, [eager]);
  const told = problem ?? hint;
  const shared = {
    id,
    value,
    placeholder: props.placeholder,
    'aria-invalid': problem !== null,
    ...(told !== null && { 'aria-describedby': `${id}-told` }),
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
      {told !== null && (
        <p id={`${id}-told`} className={`mt-1 text-[12px] ${problem === null ? 'text-soft' : 'text-bad'}`}>
          {told}
        </p>
      )}
    </div>
  );
}
