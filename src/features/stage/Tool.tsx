import type { ReactNode } from 'react';

/** The look of a button among the tools. */
export const TOOL =
  'inline-flex h-7 min-w-7 touch-manipulation items-center justify-center rounded-md px-1 outline-offset-0 not-aria-disabled:hover:bg-sunk not-aria-disabled:hover:text-ink aria-disabled:cursor-default aria-disabled:opacity-35 aria-expanded:bg-sunk aria-expanded:text-ink aria-pressed:bg-sunk aria-pressed:text-accent';

interface Props {
  readonly name: string;
  readonly keys: string;
  readonly says?: string;
  /** Why it can do nothing now. It keeps its place and can have the focus, so that the reason can be met. */
  readonly missing?: string | undefined;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

export function Tool({ name, keys, says, missing, onPress, children }: Props): ReactNode {
  return (
    <button
      type="button"
      className={TOOL}
      aria-label={name}
      aria-description={missing ?? says}
      aria-disabled={missing !== undefined}
      aria-keyshortcuts={keys}
      title={`${name} (${keys})${missing === undefined ? '' : `: ${missing}`}`}
      onClick={missing === undefined ? onPress : undefined}
    >
      {children}
    </button>
  );
}
