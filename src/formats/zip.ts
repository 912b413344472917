import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of an archive. */
export interface ZippedFile {
  /** With the names of its folders, separated by slashes. */
  readonly name: string;
  /** A text is compressed; other bytes, such as a JPEG, would not become smaller. */
  readonly content: string | Blob;
}

/** A ZIP archive. The files are read one after the other, so that no task takes long. */
export async function zipOf(files: Iterable<ZippedFile>): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const failures: Error[] = [];
  const zip = new Zip((error, chunk) => {
    if (error === null) parts.push(new Uint8Array(chunk));
    else failures.push(error);
  });
  for (const { name, content } of files) {
    const file = typeof content === 'string' ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    zip.add(file);
    const bytes =
      typeof content === 'string'
        ? new TextEncoder().encode(content)
        : // oxlint-disable-next-line no-await-in-loop -- one file at a time, see above
          new Uint8Array(await content.arrayBuffer());
    file.push(bytes, true);
  }
  zip.end();
  for (const failure of failures) throw failure;
  return new Blob(parts, { type: 'application/zip' });
}
