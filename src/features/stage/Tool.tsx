import type { ReactNode } from 'react';

/** The style of a toolbar button. */
export const TOOL =
  'inline-flex h-7 min-w-7 touch-manipulation items-center justify-center rounded-md px-1 outline-offset-0 not-aria-disabled:hover:bg-sunk not-aria-disabled:hover:text-ink aria-disabled:cursor-default aria-disabled:opacity-35 aria-expanded:bg-sunk aria-expanded:text-ink aria-pressed:bg-sunk aria-pressed:text-accent';

interface Props {
  readonly name: string;
  readonly keys: string;
  readonly description?: string;
  /** Why the button is disabled now. It can still have the focus, so that screen readers find the reason. */
  readonly disabledReason?: string | undefined;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

export function Tool({ name, keys, description, disabledReason, onPress, children }: Props): ReactNode {
  return (
    <button
      type="button"
      className={TOOL}
      aria-label={name}
      aria-description={disabledReason ?? description}
      aria-disabled={disabledReason !== undefined}
      aria-keyshortcuts={keys}
      title={`${name} (${keys})${disabledReason === undefined ? '' : `: ${disabledReason}`}`}
      onClick={disabledReason === undefined ? onPress : undefined}
    >
      {children}
    </button>
  );
}
