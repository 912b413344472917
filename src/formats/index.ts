export { decodeText } from './decode.ts';
export type { NamedText, Sample } from './sample.ts';
export { unwrap } from './unwrap.ts';
export { zipOf } from './zip.ts';
export type { ZippedFile } from './zip.ts';
