export { OpenOutput } from './OpenOutput.tsx';
