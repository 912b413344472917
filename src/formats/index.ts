export { decodeText } from './decode.ts';
export type { NamedText, Sample } from './sample.ts';
export { unwrap } from './unwrap.ts';
