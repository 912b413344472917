import { useEffect, useState } from 'react';
import { droppedIn } from './dropped.ts';
import type { Dropped } from './dropped.ts';

/** Whether files are being dragged, and not text or a frame of the strip. */
function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

/** Whether a link is being dragged, or a picture of another page. The browser would open it in place of the page. */
function hasLink(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('text/uri-list') === true && !isTextField(event.target);
}

/**
 * Receives files, folders and texts that are dropped anywhere on the page, and files pasted outside of text fields. A
 * dropped link is ignored, and so is text that is dragged within the page.
 *
 * @param take Called with what was dropped. It must be a stable function.
 * @returns Whether files are being dragged over the page.
 */
export function useFileDrop(take: (dropped: Dropped) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let isOwn = false;
    const hasText = (event: DragEvent): boolean =>
      !isOwn && event.dataTransfer?.types.includes('text/plain') === true && !isTextField(event.target);
    const dragOver = (event: DragEvent): void => {
      if (hasFiles(event) || hasLink(event) || hasText(event)) event.preventDefault();
      if (hasFiles(event)) setOver(true);
    };
    const dragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      const isTaken = hasFiles(event) || (hasText(event) && !hasLink(event));
      if (isTaken || hasLink(event)) event.preventDefault();
      if (isTaken && event.dataTransfer !== null) take(droppedIn(event.dataTransfer));
    };
    const dropped = (): void => setOver(false);
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0 && !isTextField(event.target)) take({ files, entries: [], text: '' });
    };
    document.addEventListener('dragstart', () => (isOwn = true), { signal });
    document.addEventListener('dragend', () => (isOwn = false), { signal });
    document.addEventListener('dragover', dragOver, { signal });
    document.addEventListener('dragleave', dragLeave, { signal });
    document.addEventListener('drop', drop, { signal });
    // In the capture phase, because an open dialog stops the event when it takes the drop.
    document.addEventListener('drop', dropped, { signal, capture: true });
    document.addEventListener('paste', paste, { signal });
    return () => controller.abort();
  }, [take]);
  return over;
}
