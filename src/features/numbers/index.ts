export { Numbers } from './Numbers.tsx';
