export { Raw } from './Raw.tsx';
