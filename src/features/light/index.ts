export { useEscape, useLight } from './useLight.ts';
