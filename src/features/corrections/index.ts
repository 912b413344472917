export { CorrectIdentity } from './CorrectIdentity.tsx';
