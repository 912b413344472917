export { Outcome, Problem } from './Outcome.tsx';
export { RunButton, Status } from './RunControls.tsx';
export { Setup } from './Setup.tsx';
