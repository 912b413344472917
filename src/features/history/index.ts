export { Undo } from './Undo.tsx';
