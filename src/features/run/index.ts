export { Facts } from './Facts.tsx';
export { Repeating, Stall } from './RunNotices.tsx';
export { Outcome, Problem } from './Outcome.tsx';
export { Resized } from './Resized.tsx';
export { BoxUnitsChoice, BoxUnitsSuggestion } from './BoxUnitsChoice.tsx';
export { RunButton, Status } from './RunControls.tsx';
export { useTabTitle } from './useTabTitle.ts';
export { useAnnouncements } from './useAnnouncements.ts';
export { Waiting } from './Waiting.tsx';
