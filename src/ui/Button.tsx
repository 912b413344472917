import type { ComponentProps, ReactNode } from 'react';

interface Props extends ComponentProps<'button'> {
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly children: ReactNode;
}

/** The classes of each kind of button, also for other elements that look like buttons. */
export const BUTTON_LOOK = {
  primary: 'bg-accent text-accent-ink border-transparent font-semibold hover:brightness-110',
  plain: 'bg-sheet border-line hover:border-edge',
  quiet: 'border-transparent text-soft hover:text-ink hover:bg-sunk',
} as const;

/** A button: `primary` for the main action, `plain` for other actions, `quiet` for minor ones. */
export function Button({ kind = 'plain', className = '', children, ...rest }: Props): ReactNode {
  return (
    <button
      type="button"
      className={`inline-flex h-8 items-center gap-1.5 rounded-lg border px-3 whitespace-nowrap transition-colors disabled:opacity-60 ${BUTTON_LOOK[kind]} ${className}`}
      {...rest}
    >
      {children}
    </button>
  );
}
