/**
 * Copies a text. A page cannot use the clipboard without permission, or if it came over http from another machine. Then
 * the text goes into the event of the browser's own copy command, which needs no permission.
 *
 * @returns false if the browser allows neither.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

function copyByCommand(text: string): boolean {
  let copied = false;
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = event.clipboardData !== null;
  };
  document.addEventListener('copy', put, { capture: true });
  // oxlint-disable-next-line no-deprecated -- the only way to copy without permission; all browsers keep it
  document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  return copied;
}
