/** Lets the user save a file. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file when the click returns; Safari reads it a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
