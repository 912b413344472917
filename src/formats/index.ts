export { decodeText } from './decode.ts';
export { beginningOf, idOfFile, partOf, storyIdOf } from './names.ts';
export { openParquet } from './parquet.ts';
export type { ParquetRows } from './parquet.ts';
export type { NamedText, Sample } from './sample.ts';
export { completionsIn } from './shapes.ts';
export { unwrap } from './unwrap.ts';
export { zipOf } from './zip.ts';
export type { ZippedFile } from './zip.ts';
