export { useColouring, useEscape, useHighlight } from './useHighlight.ts';
export { useOtherKinds } from './useOtherKinds.ts';
