export { useColouring, useEscape, useLight } from './useLight.ts';
