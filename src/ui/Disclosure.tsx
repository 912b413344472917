import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** Whether the user must see the content. The disclosure then opens, and stays open afterwards. */
  readonly urgent?: boolean;
  /** Whether the content is rendered only while it is visible. */
  readonly lazy?: boolean;
  readonly children: ReactNode;
}

/** Content that is hidden under its title until the user opens it. */
export function Disclosure({ title, urgent = false, lazy = false, children }: Props): ReactNode {
  const [open, setOpen] = useState(urgent);
  if (urgent && !open) setOpen(true);
  return (
    <details open={open} className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex w-fit list-none items-center gap-1 text-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="group-open:rotate-90" />
        {title}
      </summary>
      <div className="mt-2.5 space-y-3">{(open || !lazy) && children}</div>
    </details>
  );
}
