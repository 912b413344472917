/** What was dropped on the page. */
export interface Dropped {
  /** The files, without those in folders. */
  readonly files: readonly File[];
  /** The files and folders, if one of them is a folder; else empty. */
  readonly entries: readonly FileSystemEntry[];
  /** The text, if no file was dropped. */
  readonly text: string;
}

/** Reads what was dropped. Call it in the event: afterwards the browser gives nothing any more. */
export function droppedIn(transfer: DataTransfer): Dropped {
  const files = [...transfer.files];
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return {
    files,
    entries: entries.some(({ isDirectory }) => isDirectory) ? entries : [],
    text: transfer.types.includes('Files') ? '' : transfer.getData('text/plain'),
  };
}
