import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { droppedIn } from './dropped.ts';
import type { Dropped } from './dropped.ts';

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Called after the dialog has closed and the focus has returned. */
  readonly onClosed?: () => void;
  readonly title: string;
  readonly description: string;
  /**
   * `bare` shows only the children, high on the page so that a list can grow; title and description are for screen
   * readers.
   */
  readonly look?: 'page' | 'bare';
  /** Receives files and folders that are dropped on the dialog. */
  readonly onFiles?: (dropped: Dropped) => void;
  readonly children: ReactNode;
}

const LOOK = {
  page: 'top-1/2 max-h-[92dvh] -translate-y-1/2 overflow-y-auto p-5',
  bare: 'top-[min(14dvh,140px)] overflow-hidden',
} as const;

/** A modal dialog. Esc or a click outside closes it. */
export function Dialog({
  open,
  onOpenChange,
  onClosed,
  title,
  description,
  look = 'page',
  onFiles,
  children,
}: Props): ReactNode {
  // On closing, the element that opened the dialog gets the focus back or, if it is gone, the heading of the page.
  const [opener] = useState(() => document.activeElement);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fade-in fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          className={`fade-in fixed left-1/2 z-50 flex w-[min(640px,94vw)] -translate-x-1/2 flex-col rounded-2xl border border-line bg-paper shadow-lift ${LOOK[look]}`}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const home = opener?.isConnected && opener !== document.body ? opener : document.querySelector('h1');
            if (home instanceof HTMLElement) home.focus();
            onClosed?.();
          }}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            if (event.dataTransfer.files.length === 0 || !onFiles) return;
            // Stop the event here: the page behind the dialog would take a text file for a broken picture.
            event.preventDefault();
            event.nativeEvent.stopPropagation();
            onFiles(droppedIn(event.dataTransfer));
          }}
        >
          {look === 'bare' ? (
            <Radix.Title className="sr-only">{title}</Radix.Title>
          ) : (
            <div className="flex items-start justify-between gap-4">
              <Radix.Title className="font-serif text-[20px] font-semibold">{title}</Radix.Title>
              <Radix.Close aria-label="Close" className="-m-1 rounded-md p-1 text-soft hover:text-ink">
                <X size={18} aria-hidden />
              </Radix.Close>
            </div>
          )}
          <Radix.Description className={look === 'bare' ? 'sr-only' : 'mt-1 text-soft'}>
            {description}
          </Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
