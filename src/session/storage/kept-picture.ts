import type { Picture } from './stored.ts';

/**
 * A picture as the database keeps it: a blob, which the browser reads only when it is needed, or else its bytes. Safari
 * (WebKit) keeps no blobs for a private window.
 */
export type KeptPicture = Picture | (Omit<Picture, 'blob'> & { readonly bytes: ArrayBuffer });

/** The same picture without a blob. */
export async function asBytes({ blob, ...picture }: Picture): Promise<KeptPicture> {
  return { ...picture, bytes: await blob.arrayBuffer() };
}

export function blobOf(kept: KeptPicture): Blob {
  return 'bytes' in kept ? new Blob([kept.bytes], { type: kept.type }) : kept.blob;
}

/** How many bytes the picture has; undefined if it has neither a blob nor bytes. */
export function sizeOf(kept: KeptPicture | undefined): number | undefined {
  return kept && ('bytes' in kept ? kept.bytes.byteLength : kept.blob.size);
}

/** Whether the database refused the blob and not the picture. WebKit says: `Error preparing Blob/File data`. */
export function isAboutBlob(error: unknown): boolean {
  return error instanceof DOMException && ['UnknownError', 'DataCloneError'].includes(error.name);
}
