export { useColouring, useEscape, useHighlight } from './useHighlight.ts';
