export { hueIn, hueOf, hueVar, identityStyle, kindHues, PICTURE_INK, pictureTone } from './hues.ts';
export { hueOfKind, KINDS, TAGS } from './kinds.ts';
export type { Colouring } from './hues.ts';
export { positionStyle } from './position.ts';
export { SampleMention } from './SampleMention.tsx';
