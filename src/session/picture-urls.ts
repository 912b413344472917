import type { Frame } from './types.ts';

const urls = new WeakMap<Blob, string>();

/** An object URL of the picture that is sent; the same for the same picture. Null if the library has lost the picture. */
export function urlOf({ blob, lost }: Pick<Frame, 'blob' | 'lost'>): string | null {
  if (lost) return null;
  const known = urls.get(blob);
  if (known !== undefined) return known;
  const url = URL.createObjectURL(blob);
  urls.set(blob, url);
  return url;
}

/** Revokes the URL of a picture that is not shown any more. If it is shown again later, it gets another URL. */
export function revokeUrl(blob: Blob): void {
  const url = urls.get(blob);
  if (url === undefined) return;
  URL.revokeObjectURL(url);
  urls.delete(blob);
}
