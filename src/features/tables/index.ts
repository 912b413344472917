export { Analysis } from './Analysis.tsx';
