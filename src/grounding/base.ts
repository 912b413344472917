// What the page needs before the first completion: types, IDs, boxes, identities, and texts about them.
export { fittingSize, ownUnits, placeBox } from './box.ts';
export { placementIn, toFrame, toStage, wholeFrame } from './placement.ts';
export type { Placement } from './placement.ts';
export type { InUnits, Measured, PlacedBox, Size } from './box.ts';
export { emptyDocument } from './empty.ts';
export { plain } from './plain.ts';
export { entityKind, isUsualId } from './ids.ts';
export { isSettingElement } from './setting.ts';
export { elementOfRow, groundingOf, groundingOfMention, identitiesOf } from './identity.ts';
export type { Grounding, Identities, EntityBox, UnnamedBox } from './identity.ts';
export { readBox, readBoxes } from './read-box.ts';
export { presenceOf } from './presence.ts';
export type { FramePresence, Presence } from './presence.ts';
export { print, printProse, sayFault } from './print.ts';
export { boxRange, cellRange, columnRange } from './table.ts';
export type * from './types.ts';
export type { Fault, Unusual } from './faults.ts';
export { PARSER_VERSION } from './version.ts';
