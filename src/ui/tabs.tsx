import { Tabs as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

export const Tabs = Radix.Root;

/** A row of tabs. It scrolls sideways if it does not fit. */
export function TabList({ className = '', ...rest }: ComponentProps<typeof Radix.List>): ReactNode {
  return (
    <Radix.List className={`relative flex flex-none overflow-x-auto [scrollbar-width:thin] ${className}`} {...rest} />
  );
}

const LOOK = {
  line: 'border-b-2 border-transparent px-0.5 py-2 data-[state=active]:border-accent data-[state=active]:text-ink',
  chip: 'min-w-8 rounded-md px-2 py-1 text-[12px] hover:bg-sunk data-[state=active]:bg-accent data-[state=active]:text-accent-ink',
} as const;

interface TabProps extends ComponentProps<typeof Radix.Trigger> {
  /** `line` for a few tabs with names, `chip` for many short ones. */
  readonly look?: keyof typeof LOOK;
}

/** A tab. The active one is emphasized. */
export function Tab({ look = 'line', ...rest }: TabProps): ReactNode {
  return (
    <Radix.Trigger
      className={`flex-none text-soft hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:font-semibold ${LOOK[look]}`}
      {...rest}
    />
  );
}

export const TabPanel = Radix.Content;
