export { hueIn, hueOf, hueVar, identityStyle, KIND_HUES, kindHues, PICTURE_INK, pictureTone } from './hues.ts';
export type { Colouring } from './hues.ts';
export { positionStyle } from './position.ts';
export { SampleMention } from './SampleMention.tsx';
