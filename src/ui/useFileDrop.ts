import { useEffect, useState } from 'react';

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
 * Receives files that are dropped anywhere on the page, or pasted outside of text fields. A dropped link is ignored.
 *
 * @param take Called with the files. It must be a stable function.
 * @returns Whether files are being dragged over the page.
 */
export function useFileDrop(take: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const dragOver = (event: DragEvent): void => {
      if (hasFiles(event) || hasLink(event)) event.preventDefault();
      if (hasFiles(event)) setOver(true);
    };
    const dragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (hasFiles(event) || hasLink(event)) event.preventDefault();
      if (hasFiles(event)) take([...(event.dataTransfer?.files ?? [])]);
    };
    const dropped = (): void => setOver(false);
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0 && !isTextField(event.target)) take(files);
    };
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
