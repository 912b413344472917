export {
  hueIn,
  hueOf,
  hueVar,
  identityStyle,
  KIND_HUES,
  kindRules,
  otherKindRules,
  PICTURE_INK,
  pictureTone,
} from './hues.ts';
export type { Colouring } from './hues.ts';
export { SampleMention } from './SampleMention.tsx';
