export { Keys, KeysButton } from './Keys.tsx';
