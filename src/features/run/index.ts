export { Facts } from './Facts.tsx';
export { Repeating, Stall } from './Live.tsx';
export { Outcome, Problem } from './Outcome.tsx';
export { Resized } from './Resized.tsx';
export { RulerChoice, RulerDoubt } from './Rulers.tsx';
export { RunButton, Status } from './RunControls.tsx';
export { useAnnounce } from './useAnnounce.ts';
export { useFindings } from './useFindings.ts';
export { Waiting } from './Waiting.tsx';
