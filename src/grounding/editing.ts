// Corrections of a completion, as replacements in its text. The page loads this on demand.
export { changeId, freeId, merge, rename, split, swap } from './editing/identities.ts';
export type { IdentityChange } from './editing/identities.ts';
export { applySplices, inverseOf, mapOffset, mapRange, splicesOf } from './editing/splices.ts';
export type { Replacement, Splice } from './editing/splices.ts';
export { addRow, boxColumn, cellsFor, removeRow, setBoxes, setCell } from './editing/tables.ts';
export { closeTag, endOf, moveEdge, retag, tagWords, untag } from './editing/tags.ts';
